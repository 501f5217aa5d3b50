import type { Text } from '@yizhan/contract';
import type { Calendar } from '@yizhan/feel';

/** What a school settles for itself; read from `site/<campus>/site.json`. */
export interface Site {
  readonly institution: string;
  readonly institutionEn: string;
  readonly categories: readonly { readonly id: string; readonly name: Text }[];
  readonly calendar: Calendar;
  /** The units that keep the records of persons: whom to call when a prefilled value is wrong. */
  readonly recordKeepers: { readonly staff?: string; readonly student?: string };
}
