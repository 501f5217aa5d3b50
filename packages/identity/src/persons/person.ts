/** 在册人员: everybody the institution knows, whether or not they may sign in. */
export interface Person {
  /** Given once and never changed; what other rooms store. */
  readonly id: string;
  /** 工号/学号: what the person knows themselves by and signs in with. It may change. */
  readonly number: string;
  readonly name: string;
  readonly kind: PersonKind;
  /** 岗位类别, only of staff. */
  readonly category?: StaffCategory;
  readonly unitId: string;
  /** Empty when there is none. */
  readonly phone: string;
  readonly email?: string;
  readonly active: boolean;
}

export const personKinds = ['staff', 'student', 'guest'] as const;
export type PersonKind = (typeof personKinds)[number];

export const staffCategories = ['专任教师', '管理', '工勤', '其他专技'] as const;
export type StaffCategory = (typeof staffCategories)[number];

/**
 * What else the institution knows of a person and forms, conditions and audiences ask for. Absent: not known, or
 * not so.
 */
export interface PersonFacts {
  readonly gender?: string;
  /** 培养层次: 本科生, 研究生, 博士生, 国际学生 … */
  readonly level?: string;
  readonly major?: string;
  readonly grade?: string;
  readonly campus?: string;
  /** 职务. */
  readonly position?: string;
  /** 职称. */
  readonly title?: string;
  /** 身份标签: 处级干部, 党员 … */
  readonly tags?: readonly string[];
}

export interface UnitName {
  readonly id: string;
  readonly name: string;
}

/** What a colleague may see of a person: whom to ask, and how. */
export interface PersonSummary {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly unit: UnitName;
  readonly phone: string;
}

/** A person as the picker shows them: enough to tell two of the same name apart, nothing to call or write to. */
export type FoundPerson = Omit<PersonSummary, 'phone'>;

/** What a form is prefilled with from the person's own record (`profile:<key>`). Absent values are left out. */
export interface Profile extends PersonFacts {
  readonly id: string;
  readonly name: string;
  /** 工号/学号 of anybody. */
  readonly number: string;
  /** 工号, only of staff. */
  readonly staffNo?: string;
  /** 学号, only of students. */
  readonly studentNo?: string;
  /** The unit's id, for fields that pick a unit; `unitName` for those that only show it. */
  readonly unit: string;
  readonly unitName: string;
  readonly kind: PersonKind;
  readonly category?: StaffCategory;
  readonly phone: string;
  readonly email?: string;
}

/** A person as PostgreSQL answers it: null where the interfaces above leave a value out. */
export interface PersonRow extends Omit<Person, 'category' | 'email'> {
  readonly category: StaffCategory | null;
  readonly email: string | null;
}

export function personFrom({ category, email, ...row }: PersonRow): Person {
  return {
    ...row,
    ...(category !== null && { category }),
    ...(email !== null && { email }),
  };
}
