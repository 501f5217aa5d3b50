import type { ApplicationDiagram, InstanceDetail } from '@yizhan/contract';
import { isEnded, isWithInitiator, type Program, type State } from '@yizhan/engine';
import type { Instance, TimelineItem } from '@yizhan/flow';
import { timelineEntries } from '../applications/present.ts';
import { diagramOf } from '../applications/read-diagram.ts';
import { versionOf } from '../applications/version-of.ts';
import type { Room } from '../room.ts';
import { type Administrator, instanceFor } from './administrator.ts';
import { type Element, elementOf, incidentEntry, instanceEntry, openBook, peopleIn } from './present.ts';

/** All that is known of how a process stands, and nothing of what is written in its form. */
export async function readInstance(
  room: Room,
  administrator: Administrator,
  id: string,
): Promise<InstanceDetail> {
  const instance = await instanceFor(room, administrator, id);
  const { row, state, definition } = instance;
  const { administration } = room.flow;
  const [jobs, incidents, timeline, version] = await Promise.all([
    administration.jobs(row.id),
    administration.incidents(
      { keys: null, isOpen: true, code: undefined, instance: row.id },
      { limit: 50, cursor: undefined },
    ),
    room.flow.timeline(row.id),
    versionOf(room, instance),
  ]);
  const told = timeline.map(withoutOpinion);
  const book = await openBook(
    room,
    [row.definition_id],
    [
      row.initiator,
      row.applicant,
      ...state.tasks.flatMap((task) => task.signers.map((signer) => signer.person)),
      ...told.flatMap(({ person, people = [], by }) => [person, by, ...people].flatMap((each) => each ?? [])),
      ...peopleIn(incidents.rows),
    ],
  );
  const { program } = definition;
  const element = (node: string) => elementOf(program, node);
  const attempts = new Map(jobs.map((job) => [job.id, job]));
  return {
    ...instanceEntry(book, {
      ...row,
      tasks: state.tasks,
      suspended: state.suspended === true,
      incidents: incidents.rows.length,
    }),
    initiator: book.names.person(row.initiator),
    version: version.version,
    revision: row.revision,
    tokens: state.tokens.map((token) => ({
      id: token.id,
      node: element(token.at),
      within: [...scopesAround(state, token.in, program)],
    })),
    waits: state.waits.map(({ id: wait, kind, node, name, due }) => ({
      id: wait,
      kind,
      node: element(node),
      ...(name !== undefined && { name }),
      ...(due !== undefined && { due }),
    })),
    jobs: state.jobs.map(({ id: job, node, work }) => {
      const attempt = attempts.get(job);
      return {
        id: job,
        node: element(node),
        work,
        attempts: attempt?.attempts ?? 0,
        ...(attempt && { due: attempt.due_at }),
        ...(attempt?.failed_at && { failedAt: attempt.failed_at }),
      };
    }),
    openIncidents: incidents.rows.map((incident) => incidentEntry(book, incident)),
    timeline: timelineEntries(told, program, book.names, room.site.calendar),
    acts: actsFor(administrator, instance),
  };
}

/** The same on the drawing of its flow. */
export const readInstanceDiagram = async (
  room: Room,
  administrator: Administrator,
  id: string,
): Promise<ApplicationDiagram> => diagramOf(room, await instanceFor(room, administrator, id));

/** The sub-processes, calls and repetitions that a token is in, the outermost first. */
function scopesAround(state: State, frame: string | undefined, program: Program): readonly Element[] {
  const around: Element[] = [];
  for (let at = frame; at !== undefined; ) {
    const open = state.frames.find((candidate) => candidate.id === at);
    if (open !== undefined && open.kind !== 'item') around.unshift(elementOf(program, open.node));
    at = open?.in;
  }
  return around;
}

const administrative: ReadonlySet<TimelineItem['what']> = new Set([
  'suspended',
  'resumed',
  'jumped',
  'migrated',
  'retried',
  'hastened',
  'terminated',
  'handOver',
]);

/** Opinions are about what the form says. Reasons of administrators are about the process. */
function withoutOpinion(item: TimelineItem): TimelineItem {
  if (administrative.has(item.what)) return item;
  const { comment: _, ...rest } = item;
  return rest;
}

/** What he may do now; nothing to an application of his own. */
function actsFor({ id }: Administrator, { row, state }: Instance): InstanceDetail['acts'] {
  if (id === row.initiator || id === row.applicant || isEnded(state.status)) return [];
  if (state.suspended) return ['resume', 'terminate', 'handOver'];
  if (isWithInitiator(state.status)) return ['terminate'];
  return ['suspend', 'terminate', 'jump', 'handOver', 'fireTimer'];
}
