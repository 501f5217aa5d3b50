/** What administrators see of running processes: facts of the process, never the values of a form. */
import Type, { type Static } from 'typebox';
import { ApplicationStatus } from './application-status.ts';
import { CurrentStep, TimelineEntry } from './applications.ts';
import { Text } from './services.ts';
import { Id, oneOf, PageQuery, PersonSummary, Time } from './values.ts';

const Service = Type.Object({ id: Type.String(), name: Text });
const Element = Type.Object({ id: Type.String(), name: Type.String() });

/** Which application something belongs to. */
const Of = Type.Object({
  id: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  service: Service,
  applicant: PersonSummary,
});

export const AdministrationSummary = Type.Object({
  incidents: Type.Integer({ description: 'that nobody has mended' }),
  failedJobs: Type.Integer({ description: 'given up after all attempts' }),
  overdue: Type.Integer({ description: 'due for more than five minutes: is there a worker?' }),
  ratings: Type.Integer({ description: 'low ratings (评价) that want an answer' }),
  services: Type.Array(Service, { description: 'that the viewer looks after' }),
});
export type AdministrationSummary = Static<typeof AdministrationSummary>;

export const InstanceSummary = Type.Object({
  ...Of.properties,
  title: Type.Union([Type.String(), Type.Null()], {
    description: 'null where it would tell what the form keeps to itself',
  }),
  status: ApplicationStatus,
  suspended: Type.Boolean(),
  incidents: Type.Integer(),
  createdAt: Time,
  updatedAt: Type.String({ format: 'date-time', description: 'when it last moved' }),
  endedAt: Type.Optional(Time),
  current: Type.Array(CurrentStep),
});
export type InstanceSummary = Static<typeof InstanceSummary>;

export const InstanceQuery = Type.Object(
  {
    service: Type.Optional(Id),
    status: Type.Optional(
      oneOf(['running', 'returned', 'withdrawn', 'approved', 'rejected', 'cancelled', 'terminated']),
    ),
    q: Type.Optional(
      Type.String({
        maxLength: 64,
        description: 'part of the number, or an applicant, initiator or assignee',
      }),
    ),
    stuckHours: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 8760, description: 'running, and not moved for so long' }),
    ),
    suspended: Type.Optional(Type.Boolean()),
    incident: Type.Optional(Type.Boolean({ description: 'with an incident that nobody has mended' })),
    ...PageQuery,
  },
  { additionalProperties: false },
);

export const Incident = Type.Object({
  id: Type.String(),
  application: Type.Optional(Of),
  element: Element,
  code: Type.String(),
  message: Type.String({ description: 'what failed, in words for whoever mends it' }),
  at: Time,
  times: Type.Integer({ description: 'how often it has failed' }),
  resolved: Type.Optional(Type.Object({ at: Time, by: Type.Optional(PersonSummary) })),
});
export type Incident = Static<typeof Incident>;

export const IncidentQuery = Type.Object(
  {
    state: Type.Optional(oneOf(['open', 'resolved'], { default: 'open' })),
    service: Type.Optional(Id),
    code: Type.Optional(Type.String({ maxLength: 64 })),
    ...PageQuery,
  },
  { additionalProperties: false },
);

export const InstanceDetail = Type.Object({
  ...InstanceSummary.properties,
  initiator: PersonSummary,
  version: Type.Integer({ description: 'of the service' }),
  revision: Type.Integer(),
  tokens: Type.Array(
    Type.Object({
      id: Type.String(),
      node: Element,
      within: Type.Array(Element, { description: 'the scopes around it, outermost first' }),
    }),
  ),
  waits: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: oneOf(['timer', 'message', 'signal', 'conditional']),
      node: Element,
      name: Type.Optional(Type.String()),
      due: Type.Optional(Time),
    }),
  ),
  jobs: Type.Array(
    Type.Object({
      id: Type.String(),
      node: Element,
      work: Type.String(),
      attempts: Type.Integer(),
      due: Type.Optional(Time),
      failedAt: Type.Optional(Time),
    }),
  ),
  openIncidents: Type.Array(Incident),
  timeline: Type.Array(TimelineEntry, {
    description: 'without opinions; reasons of administrators are there',
  }),
  acts: Type.Array(oneOf(['suspend', 'resume', 'terminate', 'jump', 'fireTimer', 'handOver'])),
});
export type InstanceDetail = Static<typeof InstanceDetail>;

const Reason = Type.String({ minLength: 1, maxLength: 500, description: 'why; kept in the record' });

const act = <const Name extends string, const More extends Record<string, ReturnType<typeof Type.String>>>(
  name: Name,
  more: More,
) => Type.Object({ act: Type.Literal(name), reason: Reason, ...more }, { additionalProperties: false });

export const InstanceAct = Type.Union([
  act('suspend', {}),
  act('resume', {}),
  act('terminate', {}),
  act('jump', {
    from: Type.String({ maxLength: 64, description: 'id of the open task, job or wait that is left' }),
    to: Type.String({ maxLength: 128, description: 'id of the element' }),
  }),
  act('fireTimer', { wait: Id }),
  act('handOver', {
    task: Id,
    from: Type.String({ maxLength: 64, description: 'id of the person' }),
    to: Type.String({ maxLength: 64, description: 'id of the person' }),
  }),
]);
export type InstanceAct = Static<typeof InstanceAct>;

export const InstanceActDone = Type.Object({ id: Type.String(), status: ApplicationStatus });

export const JumpTargetQuery = Type.Object({ from: Id }, { additionalProperties: false });
export const JumpTargets = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      ends: Type.Boolean({ description: 'the process ends there' }),
      cancels: Type.Array(Element, { description: 'whose open tasks, work or waiting would be cancelled' }),
    }),
  ),
});

export const IncidentRetry = Type.Object(
  { incidents: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }), reason: Reason },
  { additionalProperties: false },
);

/** What came of each of several; one that is refused does not keep the others from being done. */
const Result = Type.Object({
  id: Type.String(),
  done: Type.Boolean(),
  code: Type.Optional(Type.String()),
  detail: Type.Optional(Type.String()),
});
export const Results = Type.Object({ items: Type.Array(Result) });

export const Pending = Type.Object({
  id: Type.String(),
  kind: oneOf(['timer', 'deadline', 'job']),
  application: Of,
  node: Element,
  work: Type.Optional(Type.String()),
  due: Time,
  attempts: Type.Integer(),
  failedAt: Type.Optional(Time),
});
export type Pending = Static<typeof Pending>;

export const PendingQuery = Type.Object(
  {
    kind: Type.Optional(oneOf(['timer', 'deadline', 'job'])),
    service: Type.Optional(Id),
    overdue: Type.Optional(Type.Boolean()),
    ...PageQuery,
  },
  { additionalProperties: false },
);

export const TasksOfPerson = Type.Object({
  person: PersonSummary,
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      node: Element,
      application: Of,
      openedAt: Time,
      due: Type.Optional(Time),
    }),
  ),
});
export type TasksOfPerson = Static<typeof TasksOfPerson>;

export const HandOver = Type.Object(
  {
    to: Type.String({ minLength: 1, maxLength: 64, description: 'id of the person who takes over' }),
    reason: Reason,
    tasks: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true, description: 'which of them' }),
  },
  { additionalProperties: false },
);

export const ServiceVersions = Type.Object({
  items: Type.Array(
    Type.Object({
      version: Type.Integer(),
      publishedAt: Time,
      running: Type.Integer({ description: 'applications that have not ended, drafts not counted' }),
    }),
    { description: 'the newest first' },
  ),
});

/** 迁移: from one version of a service to another. */
export const MigrationQuery = Type.Object(
  { from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);

export const MigrationCheck = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      number: Type.Union([Type.String(), Type.Null()]),
      possible: Type.Boolean(),
      steps: Type.Array(Element, { description: 'where it would stand' }),
      code: Type.Optional(Type.String()),
      detail: Type.Optional(Type.String()),
    }),
  ),
});

export const MigrationRequest = Type.Object(
  {
    to: Type.Integer({ minimum: 1, description: 'the version' }),
    reason: Reason,
    instances: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
  },
  { additionalProperties: false },
);
