/** The parts of the institution, and who stands where in them. Ids are given once and never change. */

/** 单位: a node of the institution's tree. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  /** null at a root, normally the university itself. */
  readonly parentId: string | null;
  readonly kind: UnitKind;
  readonly phone: string;
}

/** 大学, 校领导, 机关部门, 学院, 系（科、室）, 中心（直属单位）. */
export const unitKinds = ['university', 'leadership', 'department', 'college', 'office', 'centre'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** 岗位: what a person is in a unit, which need not be the unit they belong to (兼职). */
export interface Post {
  readonly unitId: string;
  readonly personId: string;
  /** 处长, 系主任, 党委书记 … */
  readonly title: string;
  /** 负责人: decides for the unit. A unit may have several. */
  readonly isHead: boolean;
}

/** A desk (岗/科) whose members do the same work. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly phone: string;
  /** Person ids. */
  readonly members: readonly string[];
}

/** 辅导员, 导师, 直接上级: one person to another; 分管校领导: a unit to the leader in charge of it. */
export const relationKinds = ['counsellor', 'supervisor', 'lineManager', 'leaderInCharge'] as const;
export type RelationKind = (typeof relationKinds)[number];

/** 系统管理员 for the whole institution; 单位管理员 for a unit and all below it. */
export const roles = ['administrator', 'unit-administrator'] as const;
export type Role = (typeof roles)[number];

/** 授权: a person holds a role in a unit and below, or everywhere (unitId null). */
export interface Grant {
  readonly personId: string;
  readonly role: Role;
  readonly unitId: string | null;
}

/** 代理, as far as it says who may act for whom. Days in China, both included; `services` null is all. */
export interface StandingProxy {
  readonly principal: string;
  readonly proxy: string;
  readonly from: string;
  readonly until: string;
  readonly services: readonly string[] | null;
}
