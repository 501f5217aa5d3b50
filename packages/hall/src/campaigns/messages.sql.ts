import type { Statement } from '@yizhan/database';
import { v7 as newId } from 'uuid';

export interface CampaignWords {
  readonly kind: 'campaign-opened' | 'campaign-reminded';
  readonly service: { readonly zh: string; readonly en?: string };
  readonly title: string;
  readonly closes: string;
  readonly comment?: string;
  readonly by?: string;
}

/** One message for each of many people, about his own application; one statement. */
export const tellMany = (
  people: readonly { readonly application: string; readonly person: string }[],
  { kind, ...words }: CampaignWords,
  at: string,
): Statement => ({
  text: `
    insert into hall.notification (id, person, at, kind, application_id, link, parameters)
    select id, person, $1, $2, application, '/applications/' || application, $3
    from unnest($4::uuid[], $5::text[], $6::uuid[]) as new (id, person, application)`,
  values: [
    at,
    kind,
    { ...words, number: null, applicant: '' },
    people.map(() => newId()),
    people.map(({ person }) => person),
    people.map(({ application }) => application),
  ],
});
