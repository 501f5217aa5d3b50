import Type, { type Static } from 'typebox';
import { ApplicationStatus } from './application-status.ts';
import { GuestLink } from './guest-links.ts';
import { OwnRegistration } from './own-registration.ts';
import { Payment } from './payments.ts';
import { OwnRating } from './ratings.ts';
import { FormDocumentSchema, Text } from './services.ts';
import { FormGiven, FormValues, Id, Names, oneOf, PageQuery, PersonSummary, Time } from './values.ts';

/** `ended`: its last day is past; `closed`: somebody closed it before. */
export const CampaignState = oneOf(['draft', 'opening', 'upcoming', 'open', 'ended', 'closed']);
export type CampaignState = Static<typeof CampaignState>;

export const NewApplication = Type.Object(
  {
    service: Type.String({ maxLength: 64 }),
    data: FormValues,
    draft: Type.Optional(Type.Boolean()),
    onBehalfOf: Type.Optional(
      Type.String({ maxLength: 64, description: '代发起: the id of the person for whom it is' }),
    ),
  },
  { additionalProperties: false },
);

export const ApplicationCreated = Type.Object({
  id: Type.String(),
  number: Type.Union([Type.String(), Type.Null()], {
    description: 'serial number; null while it is a draft',
  }),
  status: ApplicationStatus,
  revision: Type.Integer(),
});

/** Where the application stands now. */
export const CurrentStep = Type.Object({
  task: Type.String(),
  node: Type.Object({ id: Type.String(), name: Type.String() }),
  mode: oneOf(['single', 'countersign', 'orSign', 'inTurn', 'vote', 'claim']),
  people: Type.Array(
    Type.Object({
      ...PersonSummary.properties,
      voice: Type.Optional(oneOf(['approve', 'reject'])),
    }),
  ),
  since: Time,
  due: Type.Optional(Time),
  workMinutes: Type.Optional(
    Type.Integer({ description: 'working time since then, at the moment of the answer' }),
  ),
});
export type CurrentStep = Static<typeof CurrentStep>;

export const TimelineEntry = Type.Object({
  at: Time,
  what: oneOf([
    'submitted',
    'resubmitted',
    'approved',
    'voted',
    'rejected',
    'sentBack',
    'withdrawn',
    'cancelled',
    'cancelAsked',
    'cancelDeclined',
    'skipped',
    'ended',
    'transfer',
    'delegate',
    'resolve',
    'addSigner',
    'removeSigner',
    'claim',
    'release',
    'handOver',
    'escalate',
    'takeBack',
    'remind',
    'cc',
    'comment',
    'suspended',
    'resumed',
    'jumped',
    'migrated',
    'retried',
    'hastened',
    'terminated',
  ]),
  node: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  person: Type.Optional(PersonSummary),
  comment: Type.Optional(Type.String()),
  to: Type.Optional(Type.String({ description: 'name of the step it was sent back to' })),
  people: Type.Optional(
    Type.Array(PersonSummary, {
      description: 'whom an act was about: to whom it was transferred, who was added',
    }),
  ),
  since: Type.Optional(Type.String({ description: 'when the step had begun: shows how long it took' })),
  due: Type.Optional(Time),
  workMinutes: Type.Optional(Type.Integer({ description: 'working time from then to the act' })),
  by: Type.Optional(PersonSummary),
  itself: Type.Optional(
    oneOf(['samePerson', 'applicant', 'timeout'], { description: 'it counted by itself, and why' }),
  ),
  straight: Type.Optional(Type.Boolean({ description: 'submitted straight to who sent it back (直送)' })),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

/** A step to come if everybody approves, on the form's present data. */
export const ForecastStep = Type.Object({
  node: Type.Object({ id: Type.String(), name: Type.String() }),
  people: Type.Array(PersonSummary),
});

export const ApplicationSummary = Type.Object({
  id: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  service: Type.Object({ id: Type.String(), name: Text }),
  title: Type.String(),
  status: ApplicationStatus,
  applicant: PersonSummary,
  createdAt: Time,
  submittedAt: Type.Optional(Time),
  endedAt: Type.Optional(Time),
  updatedAt: Time,
  current: Type.Array(CurrentStep),
  campaign: Type.Optional(
    Type.Object(
      {
        title: Type.String(),
        opens: Type.String({ format: 'date' }),
        closes: Type.String({ format: 'date' }),
        state: CampaignState,
      },
      { description: 'that asks me for it (活动)' },
    ),
  ),
  acts: Type.Array(
    oneOf([
      'edit',
      'submit',
      'straight',
      'withdraw',
      'cancel',
      'askCancel',
      'again',
      'remind',
      'cc',
      'comment',
    ]),
    {
      description:
        'what the viewer may do now; `straight`: may submit straight back to the sender; `again`: may begin a new one with what stands in this',
    },
  ),
  progress: Type.Optional(
    Type.Object(
      {
        done: Type.Integer(),
        of: Type.Integer(),
      },
      {
        description:
          'of what is under way: how many steps lie behind it, and how many there are if all approve',
      },
    ),
  ),
});
export type ApplicationSummary = Static<typeof ApplicationSummary>;

/** 申请撤销 that waits for an answer of whoever holds the application. */
export const CancelAsked = Type.Object({
  by: PersonSummary,
  reason: Type.String(),
  at: Time,
  task: Type.Optional(Type.String({ description: 'the task of mine by which I may answer' })),
});
export type CancelAsked = Static<typeof CancelAsked>;

/** An application that has to do with another: a work of one flow has started the other. */
const Kin = Type.Object({
  id: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  service: Text,
  status: ApplicationStatus,
});

export const ApplicationDetail = Type.Object({
  ...ApplicationSummary.properties,
  initiator: PersonSummary,
  origin: Type.Optional(Kin),
  started: Type.Optional(Type.Array(Kin)),
  version: Type.Integer({ description: 'of the service' }),
  revision: Type.Integer({
    description: 'sent back with PATCH; tells whether somebody changed the draft meanwhile',
  }),
  step: Type.String({ description: 'the step whose access to the form the viewer has' }),
  form: FormDocumentSchema,
  data: FormValues,
  given: FormGiven,
  names: Names,
  timeline: Type.Array(TimelineEntry),
  forecast: Type.Array(ForecastStep),
  offline: Type.Optional({ ...Text, description: '线下材料: what is wanted on paper besides' }),
  cancelAsked: Type.Optional(CancelAsked),
  owner: Type.Object({ unit: Type.String(), phone: Type.String() }),
  guests: Type.Optional(
    Type.Array(GuestLink, {
      description: 'people without an account whom its steps have asked; for whoever named them',
    }),
  ),
  rating: Type.Optional(OwnRating),
  registration: Type.Optional(OwnRegistration),
  payments: Type.Optional(
    Type.Array(Payment, { description: 'what was to be paid for it, for whoever pays' }),
  ),
  printable: Type.Boolean({ description: 'it can be had as PDF: GET /applications/{id}/print' }),
});
export type ApplicationDetail = Static<typeof ApplicationDetail>;

export const ApplicationQuery = Type.Object(
  {
    box: Type.Optional(
      oneOf(['mine', 'draft', 'ended', 'all'], {
        default: 'mine',
        description:
          'mine: submitted by or for me; draft: not submitted, returned or withdrawn; ended: of mine what is over; all: mine and drafts',
      }),
    ),
    status: Type.Optional(ApplicationStatus),
    service: Type.Optional(Type.String({ maxLength: 64 })),
    q: Type.Optional(
      Type.String({ maxLength: 64, description: 'in number, title or the name of the service' }),
    ),
    ...PageQuery,
  },
  { additionalProperties: false },
);

export const DraftChange = Type.Object(
  { data: FormValues, revision: Type.Integer() },
  { additionalProperties: false },
);

export const ApplicationAct = Type.Object(
  {
    act: oneOf(['submit', 'withdraw', 'cancel', 'askCancel', 'remind', 'cc', 'comment']),
    people: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50, description: 'for cc: to whom' })),
    comment: Type.Optional(Type.String({ maxLength: 500 })),
    data: Type.Optional(FormValues),
    walk: Type.Optional(
      oneOf(['again', 'straight'], {
        description: 'for submit after a return: through all steps again, or straight back to the sender',
      }),
    ),
  },
  { additionalProperties: false },
);

export const ActDone = Type.Object({
  id: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  status: ApplicationStatus,
  current: Type.Array(CurrentStep),
});
export type ActDone = Static<typeof ActDone>;

/** Services of which somebody has something in a box: what its list can be narrowed to. */
export const BoxServices = Type.Object({
  items: Type.Array(Type.Object({ id: Type.String(), name: Text })),
});
export type BoxServices = Static<typeof BoxServices>;
