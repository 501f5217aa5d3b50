import type { Text } from '@yizhan/contract';
import type { Calendar } from '@yizhan/feel';

/** What a school settles for itself; read from `site/<campus>/site.json`. */
export interface Site {
  readonly institution: string;
  readonly institutionEn: string;
  readonly categories: readonly { readonly id: string; readonly name: Text }[];
  readonly calendar: Calendar;
}
