import Type, { type Static } from 'typebox';
import { HandledObjection } from './announcements.ts';
import { ApplicationStatus } from './application-status.ts';
import { CancelAsked, CurrentStep, ForecastStep, TimelineEntry } from './applications.ts';
import { Problem } from './problem.ts';
import { FormDocumentSchema, Text } from './services.ts';
import { FormGiven, FormValues, Id, Names, oneOf, PageQuery, PersonSummary, Time } from './values.ts';

/** What a task asks of the person: an approval, or the applicant's own correction after a return; a copy (抄送) asks only to be read. */
const TaskKind = oneOf(['approval', 'ballot', 'resubmission', 'copy']);

export const TaskSummary = Type.Object({
  id: Type.String(),
  kind: TaskKind,
  node: Type.Object({ id: Type.String(), name: Type.String() }),
  application: Type.Object({
    id: Type.String(),
    number: Type.Union([Type.String(), Type.Null()]),
    service: Type.Object({ id: Type.String(), name: Text }),
    title: Type.String(),
    applicant: PersonSummary,
    status: ApplicationStatus,
  }),
  openedAt: Time,
  onBehalfOf: Type.Optional({
    ...PersonSummary,
    description: 'whose task it is when the viewer does it as a proxy (代理)',
  }),
  due: Type.Optional(Time),
  done: Type.Optional(
    Type.Object({
      at: Time,
      outcome: oneOf(['approve', 'reject', 'sendBack']),
    }),
  ),
  copy: Type.Optional(
    Type.Object(
      { by: Type.Union([PersonSummary, Type.Null()]), read: Type.Boolean() },
      { description: 'in the box cc: who sent it; id is then that of the application' },
    ),
  ),
});
export type TaskSummary = Static<typeof TaskSummary>;

/** Of the arrival; in the box done, of the act. */
const Day = Type.String({ format: 'date', description: 'a day in China, included' });

export const TaskBox = Type.Object(
  { box: Type.Optional(oneOf(['open', 'done', 'cc'], { default: 'open' })) },
  { additionalProperties: false },
);

export const TaskQuery = Type.Object(
  {
    box: Type.Optional(oneOf(['open', 'done', 'cc'], { default: 'open' })),
    service: Type.Optional(Type.String({ maxLength: 64 })),
    q: Type.Optional(Type.String({ maxLength: 64, description: 'number, title or applicant' })),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    ...PageQuery,
  },
  { additionalProperties: false },
);

/** 同意, 驳回, 退回, 转办, 委派, 回复意见, 加签, 减签, 认领, 放回, 拿回, 催办, 抄送, 留言. */
const taskActs = [
  'approve',
  'reject',
  'sendBack',
  'transfer',
  'delegate',
  'resolve',
  'addSigner',
  'removeSigner',
  'claim',
  'release',
  'takeBack',
  'remind',
  'cc',
  'comment',
] as const;

export const TaskDetail = Type.Object({
  ...TaskSummary.properties,
  mode: CurrentStep.properties.mode,
  step: Type.String(),
  form: FormDocumentSchema,
  data: FormValues,
  given: FormGiven,
  names: Names,
  calendar: Type.Object({
    hours: Type.Array(Type.Tuple([Type.String(), Type.String()])),
    holidays: Type.Array(Type.String()),
    workdays: Type.Array(Type.String()),
  }),
  current: Type.Array(CurrentStep),
  timeline: Type.Array(TimelineEntry),
  forecast: Type.Array(ForecastStep),
  acts: Type.Array(
    Type.Object({
      act: oneOf(taskActs),
      label: Type.Optional(Type.String({ description: 'the service’s own word for it, e.g. 登记完成' })),
    }),
    { description: 'empty when the task is no longer open for the viewer' },
  ),
  objections: Type.Optional(Type.Array(HandledObjection, { description: '异议 that this step handles' })),
  ballot: Type.Optional(
    Type.Object(
      {
        title: Text,
        help: Type.Optional(Text),
        form: FormDocumentSchema,
        least: Type.Integer({ description: 'of fewer papers of a group nothing is told by itself' }),
      },
      { description: '选票: the questions; the answers go to /ballot and are kept apart from who gave them' },
    ),
  ),
  cancelAsked: Type.Optional(CancelAsked),
  sendBackTo: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      cancels: Type.Array(Type.String(), { description: 'steps whose open tasks would be cancelled' }),
    }),
  ),
});
export type TaskDetail = Static<typeof TaskDetail>;

/** 投票. */
export const BallotPaper = Type.Object({ answers: FormValues }, { additionalProperties: false });

export const TaskAct = Type.Object(
  {
    act: oneOf([...taskActs, 'agreeCancel', 'declineCancel'], {
      description: 'agreeCancel and declineCancel answer `cancelAsked`, where it is',
    }),
    people: Type.Optional(
      Type.Array(Id, { minItems: 1, maxItems: 50, description: 'for addSigner, removeSigner and cc: whom' }),
    ),
    how: Type.Optional(oneOf(['before', 'after', 'beside'], { description: 'for addSigner' })),
    comment: Type.Optional(
      Type.String({ maxLength: 500, description: 'the opinion; compulsory for reject and sendBack' }),
    ),
    data: Type.Optional(FormValues),
    to: Type.Optional(
      Type.String({
        maxLength: 128,
        description:
          'for sendBack: id of the step, the applicant when absent; for transfer and delegate: id of the person',
      }),
    ),
  },
  { additionalProperties: false },
);
export type TaskAct = Static<typeof TaskAct>;

/** 批量办理. A step that has something to fill in is refused and opened by itself. */
export const TasksAct = Type.Object(
  {
    ids: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }),
    act: oneOf(['approve', 'reject']),
    comment: TaskAct.properties.comment,
  },
  { additionalProperties: false },
);
export type TasksAct = Static<typeof TasksAct>;

export const TasksActed = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      ok: Type.Boolean(),
      problem: Type.Optional(
        Type.Object(
          {
            code: Problem.properties.code,
            detail: Problem.properties.detail,
            problems: Problem.properties.problems,
          },
          { description: 'why this one was left as it was' },
        ),
      ),
    }),
    { description: 'one for each id, in the order asked' },
  ),
});
export type TasksActed = Static<typeof TasksActed>;
