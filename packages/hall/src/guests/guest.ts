import type { Viewer } from '../viewer.ts';
import type { GuestRow } from './guests.sql.ts';

/**
 * 校外人员: people without an account. The ids of those whom steps name are made by the engine, one for each task: it
 * would not help somebody to get hold of one, for there is nothing else that it holds.
 */
export const isGuest = (person: string): boolean => person.startsWith('guest:');

/** A guest as the rooms that judge people see him. He is of no unit, so nothing that goes by units is his. */
export const viewerOf = ({ id, name }: Pick<GuestRow, 'id' | 'name'>): Viewer => ({
  id,
  number: '',
  name,
  kind: 'guest',
  unitId: '',
});

/** Enough to know one's own by: `l***@example.com`, `138****5678`. */
export function maskedAddress({ email, phone }: Pick<GuestRow, 'email' | 'phone'>): string {
  if (email !== null) {
    const at = email.lastIndexOf('@');
    return `${Array.from(email)[0] ?? ''}***${email.slice(at)}`;
  }
  const digits = phone ?? '';
  return digits.length < 7 ? '***' : `${digits.slice(0, -8)}****${digits.slice(-4)}`;
}
