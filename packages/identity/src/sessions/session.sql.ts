import type { Statement } from '@yizhan/database';
import type { Grant, Post } from '../directory/unit.ts';
import type { PersonRow } from '../persons/person.ts';
import type { SessionLimits } from './session.ts';

export interface SessionRow extends PersonRow {
  readonly csrf: string;
  readonly directoryVersion: number;
  readonly posts: Omit<Post, 'personId'>[];
  readonly grants: Omit<Grant, 'personId'>[];
}

/**
 * Hot: every request begins with it. One round trip for session, person, posts, grants and directory version,
 * read fresh, so a disabled person or a withdrawn role counts at once (S06, S22). Rides the primary keys,
 * post_person and the grant's unique index.
 *
 * Writes last_seen_at too, but only when it is a minute old: a write (and its fsync) with every request would
 * cost more than the request, and done in here the row itself decides, over all servers, whether it is due. Of
 * requests that arrive together one writes and the others skip the locked row and do not wait. In return a
 * session may end up to a minute early.
 */
export function touchSession(tokenHash: Buffer, limits: SessionLimits, now: Date | undefined): Statement {
  return {
    name: 'identity.touch_session',
    text: `
      with clock as (
        select coalesce($2::timestamptz, now()) as now
      ),
      seen as (
        update identity.session
        set last_seen_at = (select now from clock)
        where token_hash = (
          select token_hash
          from identity.session
          where token_hash = $1
          and last_seen_at <= (select now from clock) - interval '1 minute'
          and last_seen_at > (select now from clock) - $3 * interval '1 minute'
          for update skip locked
        )
      )
      select
        session.csrf,
        directory_version.version as "directoryVersion",
        person.id, person.number, person.name, person.kind, person.category, person.unit_id as "unitId",
        person.phone, person.email, person.active,
        (
          select coalesce(json_agg(json_build_object(
            'unitId', unit_id, 'title', title, 'isHead', is_head
          ) order by position), '[]')
          from identity.post
          where post.person_id = person.id
        ) as posts,
        (
          select coalesce(json_agg(json_build_object('role', role, 'unitId', unit_id)), '[]')
          from identity."grant"
          where "grant".person_id = person.id
        ) as grants
      from clock
      join identity.session on session.token_hash = $1
      join identity.person on person.id = session.person_id
      cross join identity.directory_version
      where session.last_seen_at > clock.now - $3 * interval '1 minute'
      and session.created_at > clock.now - $4 * interval '1 hour'
      and person.active
    `,
    values: [tokenHash, now, limits.idleMinutes, limits.absoluteHours],
  };
}

export function endSession(tokenHash: Buffer): Statement {
  return {
    text: 'delete from identity.session where token_hash = $1',
    values: [tokenHash],
  };
}

/** Rides session_person. */
export function endSessionsOf(personId: string): Statement {
  return {
    text: 'delete from identity.session where person_id = $1',
    values: [personId],
  };
}
