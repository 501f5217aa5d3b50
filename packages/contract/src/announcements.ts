import Type, { type Static } from 'typebox';
import { Text } from './services.ts';
import { FileSummary, Id, oneOf, PageQuery, PersonSummary, Time } from './values.ts';

/** 公示: what services announce, for a time. */
export const Announcement = Type.Object({
  id: Type.String(),
  title: Text,
  service: Type.Object({ id: Type.String(), name: Text }),
  owner: Type.Object({ unit: Type.String(), phone: Type.String() }),
  audience: oneOf(['public', 'signedIn', 'unit']),
  unit: Type.Optional(Type.String({ description: 'in which unit it is announced' })),
  state: oneOf(['open', 'archived']),
  from: Time,
  until: Time,
  content: Type.Array(
    Type.Object({ label: Text, value: Type.Object({ zh: Type.String(), en: Type.String() }) }),
    { description: 'masked as the service says' },
  ),
});
export type Announcement = Static<typeof Announcement>;

/** 异议, as whoever raised it sees it. */
export const OwnObjection = Type.Object({
  id: Type.String(),
  reason: Type.String(),
  files: Type.Array(FileSummary),
  raisedOn: Type.String(),
  answer: Type.Optional(Type.Object({ text: Type.String(), at: Time })),
});
export type OwnObjection = Static<typeof OwnObjection>;

export const AnnouncementDetail = Type.Object({
  ...Announcement.properties,
  text: Type.Optional(Text),
  objections: oneOf(['none', 'named', 'anonymous'], {
    description: 'whether objections are taken now; anonymous: also without a name',
  }),
  takesAnonymous: Type.Boolean({ description: 'whether there may be answers to be read by a code' }),
  mine: Type.Array(OwnObjection, { description: 'that I have raised by name' }),
});
export type AnnouncementDetail = Static<typeof AnnouncementDetail>;

export const AnnouncementQuery = Type.Object(
  { state: Type.Optional(oneOf(['open', 'archived'], { default: 'open' })), ...PageQuery },
  { additionalProperties: false },
);

export const NewObjection = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
    files: Type.Optional(
      Type.Array(Id, {
        maxItems: 5,
        description: 'uploaded for the field `objection:<id of the announcement>`',
      }),
    ),
    anonymous: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type NewObjection = Static<typeof NewObjection>;

export const ObjectionRaised = Type.Object({
  id: Type.String(),
  code: Type.Optional(
    Type.String({ description: 'of an anonymous one: by which its answer is read; told only here' }),
  ),
});
export type ObjectionRaised = Static<typeof ObjectionRaised>;

export const ObjectionCode = Type.Object(
  { code: Type.String({ minLength: 12, maxLength: 16 }) },
  { additionalProperties: false },
);

/** An objection as the step sees it that handles it. */
export const HandledObjection = Type.Object({
  id: Type.String(),
  person: Type.Optional(PersonSummary),
  reason: Type.String(),
  files: Type.Array(FileSummary),
  raisedOn: Type.String(),
  answer: Type.Optional(Type.Object({ text: Type.String(), at: Time, by: Type.Optional(Type.String()) })),
});
export type HandledObjection = Static<typeof HandledObjection>;

export const ObjectionAnswer = Type.Object(
  { answer: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }) },
  { additionalProperties: false },
);
