import type { OpinionAct, Text } from '@yizhan/contract';
import type { Calendar } from '@yizhan/feel';
import type { ReferenceValue } from '@yizhan/forms';
import type { Resource, TeachingSection } from './bookings/resource.ts';
import type { Register } from './registers/register.ts';

/** What a school settles for itself; read from `site/<campus>/site.json`. */
export interface Site {
  readonly institution: string;
  readonly institutionEn: string;
  readonly categories: readonly { readonly id: string; readonly name: Text }[];
  readonly calendar: Calendar;
  /** 台账, by id. */
  readonly registers: ReadonlyMap<string, Register>;
  /** The units that keep the records of persons: whom to call when a prefilled value is wrong. */
  readonly recordKeepers: { readonly staff?: string; readonly student?: string };
  /** The unit that looks after all payments. */
  readonly finance?: string;
  /** 常用意见 that everybody begins with. */
  readonly opinions: Readonly<Record<OpinionAct, readonly Text[]>>;
  /** Rooms and devices that can be booked, by id. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** 节次 of the teaching day; none where the school has no such. */
  readonly sections: readonly TeachingSection[];
  /** 学期: by which weeks are counted. */
  readonly terms: readonly Term[];
  /** Lists of rows to pick in forms (`list:<id>`), by id. */
  readonly lists: ReadonlyMap<string, SiteList>;
}

export interface Term {
  readonly id: string;
  readonly name: string;
  /** The Monday of its first week. */
  readonly firstMonday: string;
  readonly weeks: number;
}

export interface SiteList {
  readonly id: string;
  readonly name: string;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly ReferenceValue[];
}
