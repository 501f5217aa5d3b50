import type { Statement } from '@yizhan/database';

export type NotificationKind =
  | 'task-opened'
  | 'sent-back'
  | 'approved'
  | 'rejected'
  | 'cancelled'
  | 'cancel-asked'
  | 'cancel-declined'
  | 'reminded'
  | 'copied'
  | 'commented'
  | 'campaign-opened'
  | 'campaign-reminded'
  | 'registration-placed'
  | 'registration-offered'
  | 'registration-lapsed'
  | 'registration-waiting'
  | 'registration-lost'
  | 'registration-removed'
  | 'survey-opened'
  | 'survey-reminded'
  | 'survey-closed'
  | 'rated-low'
  | 'rating-answered'
  | 'payment-asked';

export interface NotificationParameters {
  readonly service: { readonly zh: string; readonly en?: string };
  readonly title: string;
  readonly number: string | null;
  readonly applicant: string;
  readonly node?: string;
  readonly comment?: string;
  /** Of a campaign: the last day. */
  readonly closes?: string;
  /** Of a place that was offered: until when it is confirmed. */
  readonly until?: string;
  /** Of a payment: in yuan. */
  readonly amount?: string;
  /** Who reminds, copies or comments; absent where nobody did. */
  readonly by?: string;
}

export interface NotificationRow {
  readonly id: string;
  readonly at: string;
  readonly kind: NotificationKind;
  readonly link: string;
  readonly parameters: NotificationParameters;
  readonly read_at: string | null;
}

export interface NewNotification {
  readonly id: string;
  readonly person: string;
  readonly kind: NotificationKind;
  readonly application: string;
  readonly link: string;
  readonly parameters: NotificationParameters;
}

/** One for each person and kind of a message, however often the message is handled. */
export const insertNotification = (notification: NewNotification, source: string, at: string): Statement => ({
  name: 'hall.insert-notification',
  text: `
    insert into hall.notification (id, person, at, kind, application_id, link, parameters, source)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (source, person, kind) do nothing`,
  values: [
    notification.id,
    notification.person,
    at,
    notification.kind,
    notification.application,
    notification.link,
    notification.parameters,
    source,
  ],
});

/** One that comes of no outbox message: of what is committed with it. */
export const insertOwnNotification = (notification: NewNotification, at: string): Statement => ({
  name: 'hall.insert-own-notification',
  text: `
    insert into hall.notification (id, person, at, kind, application_id, link, parameters, source)
    values ($1, $2, $3, $4, $5, $6, $7, nextval('hall.own_message'))`,
  values: [
    notification.id,
    notification.person,
    at,
    notification.kind,
    notification.application,
    notification.link,
    notification.parameters,
  ],
});

export const notificationsOf = (
  person: string,
  after: readonly [at: string, id: string] | undefined,
  limit: number,
): Statement => ({
  name: 'hall.notifications-of',
  text: `
    select id, at, kind, link, parameters, read_at
    from hall.notification
    where person = $1 and (at, id) < ($2, $3)
    order by at desc, id desc
    limit $4`,
  values: [person, after?.[0] ?? 'infinity', after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
});

export const markRead = (person: string, ids: readonly string[] | undefined, at: string): Statement => ({
  text: `
    update hall.notification
    set read_at = $3
    where person = $1 and read_at is null and ($2::text[] is null or id::text = any ($2))`,
  values: [person, ids ?? null, at],
});

export const unreadCount = (person: string): Statement => ({
  name: 'hall.unread-count',
  text: `
    select count(*)::int as count
    from hall.notification
    where person = $1 and read_at is null`,
  values: [person],
});

/** Rides notification_application. */
export const deleteNotificationsOf = (applications: readonly string[]): Statement => ({
  text: 'delete from hall.notification where application_id = any ($1::uuid[])',
  values: [applications],
});

/** One whose id says what it is about: told again it is there already. */
export const insertNotificationOnce = (notification: NewNotification, at: string): Statement => {
  const { text, values = [] } = insertOwnNotification(notification, at);
  return { text: `${text}\n    on conflict (id) do nothing`, values };
};
