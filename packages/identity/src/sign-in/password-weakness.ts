/** What makes a new password too easy to guess (S01). No rule on kinds of characters: they lead to Passw0rd1!. */

export type Weakness = 'too-short' | 'too-long' | 'too-common' | 'contains-number';

export const shortestPassword = 12;
const longestPassword = 256;

/** Undefined for a password that may be used by the person of this number (工号/学号). */
export function weaknessOf(password: string, number: string): Weakness | undefined {
  const length = [...password.normalize('NFKC')].length;
  if (length < shortestPassword) return 'too-short';
  if (length > longestPassword) return 'too-long';
  const lower = password.normalize('NFKC').toLowerCase();
  if (lower.includes(number.toLowerCase())) return 'contains-number';
  return isCommon(lower) ? 'too-common' : undefined;
}

/**
 * Lists of leaked passwords, cut to 12 characters and more, are words like these with repetition, runs and
 * years around them. So: take such pieces out and see whether anything of substance is left.
 */
const commonPieces = [
  ...[
    'password',
    'passw0rd',
    'p@ssw0rd',
    'p@ssword',
    'mima',
    'admin',
    'administrator',
    'root',
    'guest',
    'test',
  ],
  ...['welcome', 'letmein', 'login', 'user', 'master', 'secret', 'changeme', 'default', 'system', 'super'],
  ...['iloveyou', 'woaini', '5201314', '520', '1314', 'qwerty', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'asdf'],
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', 'qazwsx', 'q1w2e3r4', '1q2w3e4r', 'abc', 'dragon', 'monkey'],
  ...['football', 'baseball', 'sunshine', 'princess', 'daxue', 'university', 'xuexiao', 'student', 'teacher'],
  ...['yizhan', 'hello', 'world', 'china', 'beijing', 'shanghai', 'aini', 'laopo', 'laogong', 'baobao'],
].sort((left, right) => right.length - left.length);

/** Fewer characters than this, once the pieces are out, are a short password with decoration. */
const substance = 6;

function isCommon(lower: string): boolean {
  let left = lower.replace(/(?:19|20)\d\d/g, '');
  for (const piece of commonPieces) left = left.replaceAll(piece, '');
  return withoutRepetition(withoutRuns(left)).length < substance;
}

/** Neighbours in a run (1234, 4321, abcd) are worth its first character. */
function withoutRuns(text: string): string {
  return [...text]
    .filter((_, index, all) => {
      const step = (at: number) => (all[at]?.charCodeAt(0) ?? Number.NaN) - (all[at - 1]?.charCodeAt(0) ?? 0);
      return index < 2 || Math.abs(step(index)) > 1 || step(index) !== step(index - 1);
    })
    .join('');
}

/** abab and aaaa are worth ab and a. */
function withoutRepetition(text: string): string {
  return text.replace(/(.+?)\1+/gs, '$1');
}
