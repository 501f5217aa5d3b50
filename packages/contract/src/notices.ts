import Type, { type Static } from 'typebox';
import { Id, oneOf, PersonSummary, Time, UnitName } from './values.ts';

const Day = Type.String({ format: 'date', description: 'a day in China' });
const Kind = oneOf(['staff', 'student', 'guest']);

const inBoth = (maxLength: number) =>
  Type.Object(
    {
      zh: Type.String({ minLength: 1, maxLength, pattern: '\\S' }),
      en: Type.Optional(Type.String({ maxLength })),
    },
    { additionalProperties: false },
  );

const Text = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) });

/** 通知 of the hall: plain text, shown from a day to a day to those whom it is for. */
export const Notice = Type.Object({
  id: Type.String(),
  title: Text,
  body: Text,
  from: Day,
  until: Day,
  at: Time,
  read: Type.Boolean(),
});
export type Notice = Static<typeof Notice>;

export const Notices = Type.Object({
  items: Type.Array(Notice),
  unread: Type.Integer({ description: 'how many of all that are shown I have not read' }),
  next: Type.Optional(Type.String()),
});
export type Notices = Static<typeof Notices>;

export const AdministeredNotice = Type.Object({
  id: Type.String(),
  title: Text,
  body: Text,
  from: Day,
  until: Day,
  at: Time,
  kinds: Type.Array(Kind, { description: 'empty: everybody' }),
  units: Type.Array(UnitName, { description: 'with the units below them; empty: all' }),
  author: PersonSummary,
  readers: Type.Integer({ description: 'how many have read it' }),
  state: oneOf(['coming', 'shown', 'past']),
});
export type AdministeredNotice = Static<typeof AdministeredNotice>;

export const NoticeWish = Type.Object(
  {
    title: inBoth(80),
    body: inBoth(4000),
    from: Day,
    until: Day,
    kinds: Type.Array(Kind, { maxItems: 3 }),
    units: Type.Array(Id, { maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type NoticeWish = Static<typeof NoticeWish>;
