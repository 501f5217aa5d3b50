import type { Column } from './register.ts';

const stars = '******';

/** 脱敏: what those see of a secret who need not know it; of long numbers the ends, by which people check them. */
export function maskCell({ type }: Column, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value;
  if (typeof value !== 'string') return stars;
  if ((type === 'idcard' && value.length >= 15) || (type === 'phone' && value.length >= 11))
    return `${value.slice(0, 3)}****${value.slice(-4)}`;
  return stars;
}
