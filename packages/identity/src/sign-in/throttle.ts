/**
 * How guessing is slowed down (S01). Kept in the database, so that it holds over several servers, and counted
 * before the password is looked at: a hundred guesses sent at once are a hundred attempts, not one.
 */

/** For one login: five free failures, then 15 s, 30 s, 1 min … at most 15 min; a success forgets them. */
export const perLogin = {
  free: 5,
  firstDelaySeconds: 15,
  longestDelaySeconds: 900,
  /** Failures this long ago no longer count: nobody is locked out for last month's typing. */
  forgottenAfterHours: 24,
} as const;

/**
 * For one address: a hundred failures at once, then one every three seconds. Generous, for a whole campus may
 * stand behind one address; it is there against one machine that tries one password on everybody.
 */
export const perAddress = { most: 100, leakPerSecond: 1 / 3 } as const;

/** The address that is counted: an IPv6 customer has a whole /64 to call from. */
export function countedAddress(ip: string): string {
  const plain = ip
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
    .replaceAll('\0', '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  const network = [...first, ...zeros, ...last].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}
