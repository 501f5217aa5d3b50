import type {
  ApplicationDetail,
  ApplicationSummary,
  CancelAsked,
  CurrentStep,
  TimelineEntry,
} from '@yizhan/contract';
import { confirmation, type Program, type State, type Task } from '@yizhan/engine';
import { type Calendar, workMinutesBetween } from '@yizhan/feel';
import type { Instance, TimelineItem } from '@yizhan/flow';
import type { NameBook } from '../names.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';

/** What lists and pages show of where an application stands. */
export function currentSteps(
  state: Pick<State, 'tasks'>,
  program: Program,
  names: NameBook,
): readonly CurrentStep[] {
  return state.tasks.map((task) => ({
    task: task.id,
    node: nodeOf(program, task),
    mode: task.mode,
    people: task.signers.map(({ person, voice }) => ({ ...names.person(person), ...(voice && { voice }) })),
    since: task.openedAt,
    ...(task.dueAt && { due: task.dueAt }),
  }));
}

/** The same for a page that tells how long each has waited by the school's hours. */
export const currentWithWaiting = (
  { site, now }: Room,
  state: Pick<State, 'tasks'>,
  program: Program,
  names: NameBook,
): CurrentStep[] =>
  currentSteps(state, program, names).map((step) => ({
    ...step,
    workMinutes: workMinutesBetween(site.calendar, step.since, now()),
  }));

const nodeOf = (program: Program, task: Task) => ({
  id: task.node,
  name:
    task.kind === 'resubmission' ? '申请人修改后重新提交' : (program.nodes.get(task.node)?.name ?? task.node),
});

export function timelineEntries(
  items: readonly TimelineItem[],
  program: Program,
  names: NameBook,
  calendar: Calendar,
): TimelineEntry[] {
  const node = (id: string) => ({ id, name: program.nodes.get(id)?.name ?? id });
  const shown = items.filter((item) => !isConfirmationPassedOver(item));
  return shown.map(
    ({ at, what, node: step, nodeName, person, people, comment, to, since, due, by, itself, straight }) => ({
      at,
      what: what === 'approved' && isBallot(program, step) ? 'voted' : what,
      ...(step !== undefined && {
        node: { ...node(step), ...(nodeName !== undefined && { name: nodeName }) },
      }),
      // Nobody stands behind what a work of the flow did by itself.
      ...(person !== undefined && person !== 'system' && { person: names.person(person) }),
      ...(people !== undefined && { people: people.map((each) => names.person(each)) }),
      ...(comment !== undefined && { comment }),
      ...(to !== undefined && { to: to === program.start ? '申请人' : node(to).name }),
      ...(since !== undefined && { since, workMinutes: workMinutesBetween(calendar, since, at) }),
      ...(due !== undefined && { due }),
      ...(by !== undefined && { by: names.person(by) }),
      ...(itself !== undefined && { itself }),
      ...(straight && { straight }),
    }),
  );
}

const isBallot = (program: Program, step: string | undefined): boolean => {
  const node = program.nodes.get(step ?? '');
  return node?.kind === 'userTask' && node.approval.ballot !== undefined;
};

/** Nobody initiated it for another: there was nothing to confirm. */
const isConfirmationPassedOver = ({ what, node }: TimelineItem): boolean =>
  what === 'skipped' && node === confirmation;

type SummaryRow = Omit<Instance['row'], 'data'>;

export function summaryOf(
  row: SummaryRow,
  version: ServiceVersion,
  program: Program,
  names: NameBook,
): Omit<ApplicationSummary, 'acts' | 'progress'> {
  return {
    id: row.id,
    number: row.business_key,
    service: { id: version.id, name: nameOf(version) },
    title: row.title,
    status: row.status,
    applicant: names.person(row.applicant),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.submitted_at && { submittedAt: row.submitted_at }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    current: [...currentSteps(row.state, program, names)],
  };
}

export const nameOf = ({ settings }: ServiceVersion): { zh: string; en?: string } => ({
  zh: settings.name,
  ...(settings.nameEn !== undefined && { en: settings.nameEn }),
});

/** What the initiator may do now; to others an application's page offers nothing. */
export function actsOf(state: State, viewer: string): ApplicationDetail['acts'] {
  if (viewer !== state.initiator) return [];
  switch (state.status) {
    case 'draft':
      return ['edit', 'submit'];
    case 'returned':
      return ['edit', 'submit', 'straight', 'cancel'];
    case 'withdrawn':
      return ['edit', 'submit', 'cancel'];
    case 'running':
      if (!state.acted) return ['withdraw', 'cancel'];
      return state.cancelAsked === undefined ? ['askCancel'] : [];
    case 'approved':
    case 'rejected':
    case 'cancelled':
    case 'terminated':
      // 再次申请 is for oneself: what was done on somebody's behalf begins with choosing him.
      return viewer === state.applicant.person ? ['again'] : [];
  }
}

/** 申请撤销 that waits for an answer; with the viewer's task where he may give it. */
export const cancelAskedOf = (
  { status, cancelAsked, initiator }: State,
  names: NameBook,
  task: string | undefined,
): { cancelAsked?: CancelAsked } =>
  status === 'running' && cancelAsked !== undefined
    ? {
        cancelAsked: {
          by: names.person(initiator),
          ...cancelAsked,
          ...(task !== undefined && { task }),
        },
      }
    : {};
