import { Refused } from '@yizhan/contract';
import type { Connection } from '@yizhan/database';
import { type Person, type PersonRow, personFrom } from '../persons/person.ts';
import { hashOfToken, randomToken } from '../sessions/token.ts';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts';
import { type AttemptRow, countAttempt, openSession, replaceHash } from './sign-in.sql.ts';
import { countedAddress } from './throttle.ts';

export interface SignIn {
  /** The person's number (工号/学号), in either case. */
  readonly login: string;
  readonly password: string;
  readonly client: Client;
  /** The token that the browser came with, if any: its session ends with the sign-in. */
  readonly replaces?: string;
}

/** Where a session is opened from; shown to the person among their sessions. */
export interface Client {
  readonly ip: string;
  readonly userAgent: string;
}

export interface SignedIn {
  /** For the cookie; it is stored nowhere. */
  readonly token: string;
  /** For the page, which sends it back with everything that changes something. */
  readonly csrf: string;
  readonly person: Person;
}

/**
 * Signs in with a local account and opens a new session, whatever the browser came with (no session fixation,
 * S04). An unknown person, a disabled one, one without account and a wrong password are the same no after the
 * same work (S03). `now` is for tests; else the database's clock counts, the one clock of all servers.
 */
export async function signIn(
  connection: Connection,
  { login: typed, password, client, replaces }: SignIn,
  { now }: { readonly now?: Date } = {},
): Promise<SignedIn> {
  const login = printable(typed).trim();
  const attempt = { login, address: countedAddress(client.ip), now };
  const [counted] = await connection.query<AttemptRow>(countAttempt(attempt));
  const { admitted, seconds, personId, passwordHash } = counted!;
  if (!admitted) throw new Refused('session/throttled', { seconds });
  const isRight = await verifyPassword(password, passwordHash ?? undefined);
  if (!isRight || personId === null || passwordHash === null) throw new Refused('session/wrong-password');

  const token = randomToken();
  const csrf = randomToken();
  const [person] = await connection.query<PersonRow>(
    openSession({
      ...attempt,
      personId,
      passwordHash,
      tokenHash: hashOfToken(token),
      csrf,
      ip: printable(client.ip),
      userAgent: printable(client.userAgent).slice(0, 300),
      replacedTokenHash: replaces === undefined ? undefined : hashOfToken(replaces),
    }),
  );
  if (!person) throw new Refused('session/wrong-password');
  if (isOutdated(passwordHash))
    await connection.query(replaceHash(personId, passwordHash, await hashPassword(password)));
  return { token, csrf, person: personFrom(person) };
}

/** PostgreSQL refuses a text with NUL in it, which would answer as a fault what is only a wrong login. */
const printable = (text: string) => text.replaceAll('\0', '\uFFFD');
