import type { Statement } from '@yizhan/database';

export interface RatingRow {
  readonly id: string;
  readonly application_id: string;
  readonly service_id: string;
  readonly person: string;
  readonly grade: number;
  readonly reason: string | null;
  readonly rated_at: string;
  readonly changed_at: string;
  readonly answer: string | null;
  readonly answered_by: string | null;
  readonly answered_at: string | null;
}

const columns = `id, application_id, service_id, person, grade, reason, rated_at, changed_at, answer, answered_by,
  answered_at`;
/** As the partial index rating_unanswered has it. */
const isToAnswer = 'grade <= 2 and (answered_at is null or answered_at < changed_at)';

export const ratingOf = (application: string): Statement => ({
  name: 'hall.rating-of',
  text: `
    select ${columns}
    from hall.rating
    where application_id = $1`,
  values: [application],
});

export const ratingById = (id: string): Statement => ({
  text: `
    select ${columns}
    from hall.rating
    where id = $1`,
  values: [id],
});

export interface NewRating
  extends Pick<RatingRow, 'id' | 'application_id' | 'service_id' | 'person' | 'grade' | 'reason'> {
  readonly at: string;
}

/**
 * Gives the rating or changes it; nothing comes back when it was first given before `since`. What is the same already is
 * left as it is, so that a request that is repeated makes no second to-do. `changed` tells which it was.
 */
export const writeRating = (rating: NewRating, since: string): Statement => ({
  text: `
    insert into hall.rating as old (id, application_id, service_id, person, grade, reason, rated_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7)
    on conflict (application_id) do update set grade = excluded.grade, reason = excluded.reason,
      changed_at = case
        when old.grade = excluded.grade and old.reason is not distinct from excluded.reason then old.changed_at
        else excluded.changed_at
      end
    where old.rated_at >= $8
    returning changed_at = $7 as changed`,
  values: [
    rating.id,
    rating.application_id,
    rating.service_id,
    rating.person,
    rating.grade,
    rating.reason,
    rating.at,
    since,
  ],
});

/** Rides rating_service and rating_unanswered; the newest first. */
export const ratingsTo = (
  keys: readonly string[] | null,
  box: 'toAnswer' | 'all',
  after: readonly [at: string, id: string] | undefined,
  limit: number,
): Statement => ({
  text: `
    select ${columns}
    from hall.rating
    where ($1::text[] is null or service_id = any ($1))
      and (changed_at, id) < ($2, $3)
      ${box === 'toAnswer' ? `and ${isToAnswer}` : ''}
    order by changed_at desc, id desc
    limit $4`,
  values: [keys, after?.[0] ?? 'infinity', after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
});

export const answerRating = (id: string, answer: string, by: string, at: string): Statement => ({
  text: `
    update hall.rating
    set answer = $2, answered_by = $3, answered_at = $4
    where id = $1 and answer is distinct from $2
    returning id`,
  values: [id, answer, by, at],
});

export const ratingsToAnswer = (keys: readonly string[] | null): Statement => ({
  text: `
    select count(*)::int as count
    from hall.rating
    where ($1::text[] is null or service_id = any ($1)) and ${isToAnswer}`,
  values: [keys],
});

/** Rides application_fact_rated; what was forgotten goes on counting. */
export const averageOf = (service: string): Statement => ({
  name: 'hall.average-rating',
  text: `
    select count(*)::int as count, round(avg(grade), 1)::float8 as average
    from hall.application_fact
    where service_id = $1 and rated_at is not null`,
  values: [service],
});

export const deleteRatingsOf = (applications: readonly string[]): Statement => ({
  text: 'delete from hall.rating where application_id = any ($1::uuid[])',
  values: [applications],
});
