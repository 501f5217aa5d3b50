import type { Connection } from '@yizhan/database';
import type { Grant, Role } from '../directory/unit.ts';
import { type Person, personFrom } from '../persons/person.ts';
import { endSession, endSessionsOf, type SessionRow, touchSession } from './session.sql.ts';
import { hashOfToken } from './token.ts';

/** Who is at the other end of a request, as of this moment. */
export interface Session {
  readonly personId: string;
  /** What unsafe requests must bring along. */
  readonly csrf: string;
  readonly person: Person;
  readonly identities: readonly Identity[];
  /** Each role once, wherever it holds: `grants` says where. */
  readonly roles: readonly Role[];
  readonly grants: readonly Omit<Grant, 'personId'>[];
  /** For `DirectoryCache.current`: the directory at least as new as this session's roles. */
  readonly directoryVersion: number;
}

/** 身份: a capacity in which a person acts. The first is that of a member of their unit, the others are posts. */
export interface Identity {
  readonly unitId: string;
  /** null for the membership of the person's own unit. */
  readonly title: string | null;
  readonly isHead: boolean;
}

export interface SessionLimits {
  /** Without a request this long, the session ends; at least 2, for it is measured to the minute. */
  readonly idleMinutes: number;
  /** However busy, it ends after this time. */
  readonly absoluteHours: number;
}

export const usualLimits: SessionLimits = {
  idleMinutes: 30,
  absoluteHours: 12,
};

/**
 * The session of a token, or undefined when there is none (any more): never opened, signed out, expired, or the
 * person is disabled. One round trip; counts as a sign of life. `now` is for tests; else the database's clock.
 */
export async function sessionOf(
  connection: Connection,
  token: string,
  { limits = usualLimits, now }: { readonly limits?: SessionLimits; readonly now?: Date } = {},
): Promise<Session | undefined> {
  const [row] = await connection.query<SessionRow>(touchSession(hashOfToken(token), limits, now));
  if (!row) return undefined;
  const { csrf, directoryVersion, posts, grants, ...person } = row;
  return {
    personId: person.id,
    csrf,
    person: personFrom(person),
    identities: [{ unitId: person.unitId, title: null, isHead: false }, ...posts],
    roles: [...new Set(grants.map((grant) => grant.role))],
    grants,
    directoryVersion,
  };
}

/** Ends the session of a token; one that is gone already is fine. */
export async function signOut(connection: Connection, token: string): Promise<void> {
  await connection.query(endSession(hashOfToken(token)));
}

/** Ends all sessions of a person, on every server with its next request (S06). */
export async function signOutEverywhere(connection: Connection, personId: string): Promise<void> {
  await connection.query(endSessionsOf(personId));
}
