import type { CompiledField, CompiledForm } from './compile-form.ts';
import type { ColumnField, FormData } from './document.ts';
import { own } from './types/harmless.ts';
import { typeOf } from './types/type-of.ts';

/** What the school knows of the person, as the identity room answers it; keys that are missing prefill nothing. */
export type Profile = { readonly [K in ProfileKey]?: unknown };

/** Where a value came from, for the person to see. */
export interface Origin {
  readonly source: 'profile';
  readonly key: string;
  readonly label: string;
  readonly labelEn: string;
  readonly drawnAt?: string;
}

export type ProfileKey = keyof typeof profileLabels;

const profileLabels = {
  id: ['本人', 'Yourself'],
  name: ['姓名', 'Name'],
  number: ['工号/学号', 'Number'],
  staffNo: ['工号', 'Staff number'],
  unit: ['所在单位', 'Unit'],
  unitName: ['所在单位', 'Unit'],
  phone: ['手机号', 'Phone'],
  category: ['岗位类别', 'Category'],
  email: ['邮箱', 'E-mail'],
  gender: ['性别', 'Gender'],
  studentNo: ['学号', 'Student number'],
  level: ['培养层次', 'Level of study'],
  major: ['专业', 'Major'],
  grade: ['年级', 'Grade'],
  campus: ['校区', 'Campus'],
  position: ['职务', 'Position'],
  title: ['职称', 'Professional title'],
} as const;

export const profileKeys = Object.keys(profileLabels) as ProfileKey[];

/** First values from the profile, with their origins. `drawnAt`: when the profile was read. */
export function prefillForm(
  form: CompiledForm,
  profile: Profile,
  drawnAt?: string,
): { data: FormData; origins: Record<string, Origin> } {
  return prefill(form, profile, ({ prefillOf }) => prefillOf === undefined, drawnAt);
}

/**
 * The values of locked fields only. The server lays them over what is stored before it accepts a submission of
 * the applicant's step: `acceptSubmission(form, step, { ...stored, ...lockedData(form, profile) }, …)`.
 */
export function lockedData(form: CompiledForm, profile: Profile): FormData {
  return prefill(form, profile, (field) => field.lock === true && field.prefillOf === undefined).data;
}

/**
 * What follows from choosing a person in a field (`prefillOf`), by the keys of the fields beside it: for a column the
 * other columns of the row.
 */
export function prefillFrom(
  form: CompiledForm,
  chosenIn: string,
  profile: Profile,
): { data: FormData; origins: Record<string, Origin> } {
  const { table, field } = form.fields.get(chosenIn) ?? {};
  const beside = table ? table.columns : form.sections.flatMap((section) => section.fields);
  return filled(
    beside.filter((one) => one.field.type !== 'note' && one.field.prefillOf === field?.key),
    profile,
  );
}

/** The person fields that others follow, with the ones that are locked to what the server knows of the chosen. */
export function peopleFollowed(
  form: CompiledForm,
): { readonly field: string; readonly locks: readonly string[] }[] {
  const fields = form.sections.flatMap((section) => section.fields);
  const followers = fields.filter(({ field }) => field.type !== 'note' && field.prefillOf !== undefined);
  const byPerson = Map.groupBy(followers, ({ field }) =>
    field.type === 'note' ? '' : (field.prefillOf ?? ''),
  );
  return [...byPerson].map(([field, following]) => ({
    field,
    locks: following.filter((one) => one.field.type !== 'note' && one.field.lock).map(({ path }) => path),
  }));
}

function prefill(
  form: CompiledForm,
  profile: Profile,
  isWanted: (field: ColumnField) => boolean,
  drawnAt?: string,
): { data: FormData; origins: Record<string, Origin> } {
  const wanted = form.sections
    .flatMap((section) => section.fields)
    .filter(({ field }) => field.type !== 'note' && field.type !== 'table' && isWanted(field));
  return filled(wanted, profile, drawnAt);
}

function filled(
  fields: readonly CompiledField[],
  profile: Profile,
  drawnAt?: string,
): { data: FormData; origins: Record<string, Origin> } {
  const data: Record<string, unknown> = {};
  const origins: Record<string, Origin> = {};
  for (const { field } of fields) {
    if (field.type === 'note' || field.type === 'table') continue;
    const path = field.key;
    const key = profileKeyOf(field.prefill);
    const value = key && valueFor(field, key, profile);
    if (!key || value === undefined) continue;
    const [label, labelEn] = profileLabels[key];
    data[path] = value;
    origins[path] = { source: 'profile', key, label, labelEn, ...(drawnAt === undefined ? {} : { drawnAt }) };
  }
  return { data, origins };
}

/** The key of `profile:<key>`, undefined when it is none. */
export function profileKeyOf(prefill: string | undefined): ProfileKey | undefined {
  const key = /^profile:(\w+)$/.exec(prefill ?? '')?.[1];
  return profileKeys.find((one) => one === key);
}

/** `pdc:<subset>.<field>` of the personal data centre, which has values for nobody until it is there. */
export function pdcPathOf(prefill: string | undefined): { subset: string; field: string } | undefined {
  const [, subset, field] = /^pdc:([a-z][\w-]*)\.([A-Za-z][\w-]*)$/.exec(prefill ?? '') ?? [];
  return subset === undefined || field === undefined ? undefined : { subset, field };
}

/** A person's field takes the id whatever key is named; a text takes the unit's name and not its id. */
function valueFor(field: ColumnField, key: ProfileKey, profile: Profile): unknown {
  const raw = own(profile, sourceKey(field, key));
  if (typeof raw !== 'string') return undefined;
  const given = field.type === 'persons' || field.type === 'multiselect' ? [raw] : optionFor(field, raw);
  const value = typeOf(field).clean(given, field);
  return value === undefined || typeOf(field).fault(value, field) ? undefined : value;
}

function sourceKey(field: ColumnField, key: ProfileKey): ProfileKey {
  if (field.type === 'person' || field.type === 'persons') return 'id';
  if (field.type === 'department') return 'unit';
  return key === 'unit' && (field.type === 'text' || field.type === 'textarea') ? 'unitName' : key;
}

function optionFor(field: ColumnField, raw: string): string {
  if (field.type !== 'select' && field.type !== 'radio') return raw;
  return field.options.find(({ value, label }) => value === raw || label === raw)?.value ?? raw;
}
