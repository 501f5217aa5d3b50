import type { Statement } from '@yizhan/database';
import { v7 as newId } from 'uuid';
import type { NotificationKind } from '../notifications/notifications.sql.ts';

export interface RegistrationWords {
  readonly service: { readonly zh: string; readonly en?: string };
  /** Session and group, for people. */
  readonly title: string;
  readonly until?: string;
  readonly comment?: string;
}

interface Told {
  readonly application_id: string;
  readonly person: string;
}

/** One message for each of many people, about his own registration; one statement. */
export const tellRegistered = (
  people: readonly Told[],
  kind: Extract<NotificationKind, `registration-${string}`>,
  words: RegistrationWords,
  at: string,
): readonly Statement[] =>
  people.length === 0
    ? []
    : [
        {
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
            people.map(({ application_id }) => application_id),
          ],
        },
      ];
