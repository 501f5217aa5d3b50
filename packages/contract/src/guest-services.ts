import Type, { type Static } from 'typebox';
import { ApplicationStatus } from './application-status.ts';
import { FormDocumentSchema, ServiceDetail, Text } from './services.ts';
import { FormGiven, FormValues, Id, Names, oneOf, Time } from './values.ts';

const Site = Type.Object({ institution: Type.String(), institutionEn: Type.String() });
const Invited = Type.String({ minLength: 20, maxLength: 64, description: 'the end of an invitation’s link' });
const Email = Type.String({
  maxLength: 254,
  pattern: '^\\s*[^\\s@<>()\\[\\],;:"\\\\]+@[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+\\s*$',
});
const Code = Type.String({ pattern: '^\\s*\\d{6}\\s*$', maxLength: 20 });

/** What somebody from outside is told of a service before he says who he is. */
export const GuestServiceGuide = Type.Object({
  id: Type.String(),
  name: Text,
  purpose: Text,
  conditions: Type.Array(Text),
  materials: Type.Array(Text),
  promisedWorkdays: Type.Optional(Type.Number()),
  owner: Type.Object({ unit: Type.String(), phone: Type.String() }),
  open: Type.Boolean({ description: 'whether it takes submissions today' }),
  reachable: Type.Boolean({ description: 'whether codes can be sent' }),
  site: Site,
});
export type GuestServiceGuide = Static<typeof GuestServiceGuide>;

export const GuestServiceCode = Type.Object(
  { email: Email, invitation: Type.Optional(Invited) },
  { additionalProperties: false },
);

export const GuestServiceEntering = Type.Object(
  {
    email: Email,
    name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
    code: Code,
    invitation: Type.Optional(Invited),
  },
  { additionalProperties: false },
);

export const GuestServiceAsked = Type.Object(
  { invitation: Type.Optional(Invited) },
  { additionalProperties: false },
);

export const GuestForm = Type.Object({
  service: Type.Object({ id: Type.String(), name: Text }),
  form: FormDocumentSchema,
  given: FormGiven,
  data: FormValues,
  names: Names,
  calendar: ServiceDetail.properties.calendar,
});
export type GuestForm = Static<typeof GuestForm>;

export const NewGuestApplication = Type.Object({ data: FormValues }, { additionalProperties: false });

export const GuestApplicationSummary = Type.Object({
  id: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  title: Type.String(),
  status: ApplicationStatus,
  submittedAt: Type.Optional(Time),
  endedAt: Type.Optional(Time),
});
export type GuestApplicationSummary = Static<typeof GuestApplicationSummary>;

export const GuestApplication = Type.Object({
  ...GuestApplicationSummary.properties,
  step: Type.String(),
  form: FormDocumentSchema,
  data: FormValues,
  given: FormGiven,
  names: Names,
  calendar: ServiceDetail.properties.calendar,
  current: Type.Array(Type.Object({ node: Type.String(), since: Time })),
  history: Type.Array(
    Type.Object({
      at: Time,
      what: oneOf([
        'submitted',
        'resubmitted',
        'approved',
        'rejected',
        'sentBack',
        'withdrawn',
        'cancelled',
        'ended',
        'terminated',
      ]),
      node: Type.Optional(Type.String()),
      comment: Type.Optional(Type.String()),
    }),
  ),
  owner: Type.Object({ unit: Type.String(), phone: Type.String() }),
  acts: Type.Array(oneOf(['submit', 'withdraw', 'cancel'])),
});
export type GuestApplication = Static<typeof GuestApplication>;

export const GuestApplicationAct = Type.Object(
  {
    act: oneOf(['submit', 'withdraw', 'cancel']),
    data: Type.Optional(FormValues),
    comment: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);

export const InvitationWish = Type.Object(
  {
    service: Id,
    email: Type.Optional({ ...Email, description: 'only for this address; then for one person' }),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 14 })),
    uses: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 500, default: 1, description: 'for how many people' }),
    ),
  },
  { additionalProperties: false },
);

export const InvitationMade = Type.Object({
  id: Type.String(),
  url: Type.String({ description: 'shown this once' }),
  expiresAt: Time,
});

export const Invitation = Type.Object({
  id: Type.String(),
  service: Type.Object({ id: Type.String(), name: Text }),
  email: Type.Optional(Type.String()),
  at: Time,
  expiresAt: Time,
  uses: Type.Integer(),
  used: Type.Integer(),
  state: oneOf(['open', 'used', 'expired', 'revoked']),
});
export type Invitation = Static<typeof Invitation>;
