import { Refused } from '@yizhan/contract';
import type { Connection, Database, Statement } from '@yizhan/database';
import {
  type Ahead,
  type Command,
  type Context,
  type ForecastStep,
  forecast,
  lookAhead,
  type OpenWork,
  openWork,
  type SendBackTarget,
  type State,
  type Status,
  sendBackTargets,
} from '@yizhan/engine';
import type { Calendar } from '@yizhan/feel';
import type { DirectoryCache } from '@yizhan/identity';
import { type Administration, openAdministration } from './administration/administration.ts';
import { type NewDraft, prepareDrafts } from './commands/create-drafts.ts';
import { openHeldInstances } from './commands/held-instances.ts';
import { lockInstance } from './commands/lock.sql.ts';
import type { Decided, Order, Outcome } from './commands/order.ts';
import { type Room, runCommand } from './commands/run-command.ts';
import { type DefinitionRow, insertDefinition } from './definitions/definitions.sql.ts';
import { type Definition, openDefinitions } from './definitions/definitions.ts';
import {
  type Migrated,
  type MigratedRow,
  type Migration,
  migrateInstance,
  migrateInstances,
} from './migration/migrate.ts';
import { outboxState } from './outbox/outbox.sql.ts';
import { type OutboxHandler, startOutboxWorker } from './outbox/outbox-worker.ts';
import { type CopyRow, copyFor, markCopyRead } from './reads/copies.sql.ts';
import { cursorOf, isUuid, readCursor } from './reads/cursor.ts';
import { type HistoryRow, historyOf } from './reads/history.sql.ts';
import {
  type CountsRow,
  countsOf,
  deleteDraft,
  type ForApplicant,
  type InstanceRow,
  type InstanceStanding,
  type InstanceStatusRow,
  instanceById,
  instancesById,
  instancesFor,
  instancesOf,
  type OwnFilter,
  type StandingRow,
  standingsOf,
  statusesOf,
  stepsDoneBy,
} from './reads/instances.sql.ts';
import { type Page, pageOf } from './reads/page.ts';
import { type Progress, progressOf } from './reads/progress.ts';
import { refusalOfTask } from './reads/refusal-of-task.ts';
import {
  countSubmittedTo,
  type SubmittedRow,
  type SubmittedTo,
  submitted,
  submittedTo,
} from './reads/submitted.sql.ts';
import {
  copiesTo,
  doneTasksOf,
  instanceOfTask,
  openTasksOf,
  type TaskInstanceRow,
  type TaskRow,
} from './reads/tasks.sql.ts';
import { type TimelineItem, timelineOf } from './reads/timeline.ts';
import { type Trail, trailOf } from './reads/trail.ts';
import {
  type KeySource,
  keysIn,
  type UsageRow,
  type UsedRow,
  usageSince,
  usedLately,
} from './reads/usage.sql.ts';
import { type Forgotten, forgetEnded, type Retention } from './retention/forget-ended.ts';
import { type ArrivingMessage, broadcast, correlate } from './waits/correlate.ts';
import { forgetMessages, type JobStandingRow, standingOfJob, wakeJob } from './waits/due.sql.ts';
import { type Connector, startWaitWorker } from './waits/wait-worker.ts';
import { together, type WorkLoop } from './work-loop.ts';
import { type OwnerOf, openWorld, type World } from './world.ts';

/** An instance with everything that a page about it shows. */
export interface Instance {
  readonly row: InstanceRow;
  readonly state: State;
  readonly definition: Definition;
}

export interface ListRequest {
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The engine at work on the database: what the hall commands and reads. */
export interface Flow {
  /** The statement that publishes a definition; the room above commits it with its own. Compile it first. */
  publish(definition: DefinitionRow): ReturnType<typeof insertDefinition>;
  run(order: Order): Promise<Outcome>;
  /** Decides many drafts at once; answers the statement that makes some of them, for the room above to commit. */
  drafts(
    definition: string,
    drafts: readonly NewDraft[],
    by: string,
  ): Promise<(ids: ReadonlySet<string>) => Statement>;
  /** @throws Refused `application/not-found` */
  instance(id: string): Promise<Instance>;
  /** Those of these that there are, with their data, in no order. */
  rowsOf(ids: readonly string[]): Promise<readonly InstanceRow[]>;
  /** Where applications stand; within a transaction as it sees them. */
  statusesOf(ids: readonly string[], connection?: Connection): Promise<ReadonlyMap<string, Status>>;
  /** The same with number, revision and time of submission, for lists of many. */
  standingsOf(ids: readonly string[]): Promise<ReadonlyMap<string, InstanceStanding>>;
  timeline(id: string): Promise<readonly TimelineItem[]>;
  /** How it has gone step by step, for counting. */
  progress(id: string): Promise<Progress>;
  /** Everything that was ever submitted, the oldest first: which revision it is at. */
  submitted(page: ListRequest): Promise<Page<SubmittedRow>>;
  countSubmittedTo(which: SubmittedTo): Promise<number>;
  /** What was submitted to a service in a time, with its data, the oldest first. */
  submittedTo(which: SubmittedTo, page: ListRequest): Promise<Page<InstanceRow>>;
  /** Where an open task may be sent back to, and what that would cancel. */
  sendBackTargets(instance: Instance, task: string): Promise<readonly SendBackTarget[]>;
  /** The steps to come, as things stand. */
  forecast(instance: Instance): Promise<readonly ForecastStep[]>;
  /** The same with every element and flow on the way. */
  lookAhead(instance: Instance): Promise<Ahead>;
  /** The way it has gone so far. */
  trail(instance: Instance): Promise<Trail>;
  /** The picture of a definition, without what makes it run; undefined where it has none. */
  drawing(definition: string): Promise<string | undefined>;
  /** A task with its instance and what this person did on it. @throws Refused `task/not-found` */
  task(task: string, person: string): Promise<TaskPlace>;
  /**
   * The same, as this server saw it last: for what does not change (which form, which step) and what a command judges
   * again on the data as they are then. @throws Refused `task/not-found`
   */
  taskLastSeen(task: string, person: string): Promise<TaskPlace>;
  /** Where an instance stands after a command. */
  instanceAfter(outcome: Outcome): Promise<Instance>;
  definition(id: string): Promise<Definition>;
  /** Why the task is not open for this person. */
  refusalOfTask(person: string, task: string, instance: string): Promise<Refused>;
  /** The steps at which a person has acted, the last first. */
  stepsDoneBy(person: string, instance: string): Promise<readonly string[]>;
  /** Whether the instance was copied (抄送) to a person; `step`: with the eyes of which step, null the applicant's. */
  copyFor(person: string, instance: string): Promise<CopyRow | undefined>;
  markCopyRead(person: string, instance: string): Promise<void>;
  instancesOf(person: string, filter: OwnFilter, page: ListRequest): Promise<Page<InstanceRow>>;
  /** Of which definitions these people have something in a box, or among their own. */
  keysIn(source: KeySource, people: readonly string[]): Promise<readonly string[]>;
  /** What was submitted for a person to one service, with the data. */
  instancesFor(which: ForApplicant, page: ListRequest): Promise<Page<InstanceRow>>;
  tasksOf(box: 'open' | 'done' | 'cc', request: TaskRequest): Promise<Page<TaskRow>>;
  countsOf(person: string, principals: readonly Principal[]): Promise<CountsRow>;
  /** What a person has begun lately, the latest first: keys of definitions. */
  usedLately(person: string, limit: number): Promise<readonly string[]>;
  /** For how many people each was submitted since then, the most first. Counts whole months: keep the answer a while. */
  usageSince(since: string): Promise<readonly UsageRow[]>;
  /** Removes a draft that was never submitted, with what the room above keeps of it. @throws Refused */
  deleteDraft(id: string, initiator: string, alongside?: readonly Statement[]): Promise<void>;
  /** `works` are the room above's own connectors, besides those outside. */
  startWorker(
    handle: OutboxHandler,
    report: Parameters<typeof startOutboxWorker>[2],
    works?: ReadonlyMap<string, Connector>,
  ): WorkLoop;
  /** Work of the room above that an instance waits for; undefined where it waits no longer. */
  openWork(instance: Instance, job: string): Promise<OpenWork | undefined>;
  /** Where a job of an instance stands: waited for, answered, or dropped (the instance went another way). */
  standingOfJob(job: string): Promise<'waiting' | 'done' | 'gone'>;
  /** What a job waits for may have come. */
  wakeJob(job: string): Promise<void>;
  outboxState(): Promise<{
    readonly waiting: number;
    readonly failed: number;
    readonly oldest_seconds: number;
  }>;
  /**
   * A message for whichever instance waits for it by name and key; kept for an hour (or `keepFor`) where none does yet.
   * The same id twice is one message.
   */
  message(message: ArrivingMessage): Promise<'delivered' | 'kept'>;
  /**
   * 迁移: puts an instance on another version of its process, wholly or not at all; `isTrial` only looks. Who may is for
   * the room above. @throws Refused `flow/no-counterpart`, `flow/migration-unsound`, `flow/same-version`, …
   */
  migrateInstance(id: string, migration: Migration): Promise<Migrated>;
  /** All of a definition that have not ended, each by itself; the answer tells for each whether it was done or why not. */
  migrateInstances(definition: string, migration: Omit<Migration, 'key'>): Promise<readonly MigratedRow[]>;
  /** What administrators see and do. */
  readonly administration: Administration;
  /** Idempotency keys are kept for a week; nobody repeats a request later than that. */
  forgetAnswers(): Promise<void>;
  /** Throws away messages that nobody came to wait for. */
  forgetMessages(): Promise<void>;
  /** Deletes what ended longer ago than it is kept, with its history. Called hourly. */
  forgetEnded(retention: Retention): Promise<Forgotten>;
  /** Makes the history's partitions of the coming months. Called at start and daily. */
  keepHistoryReady(): Promise<void>;
}

export interface TaskPlace {
  readonly instance: Instance;
  readonly node: string;
  readonly done?: DoneTask;
}

export interface DoneTask {
  readonly at: string;
  readonly openedAt: string;
  readonly outcome: 'approve' | 'reject' | 'sendBack';
}

export interface TaskRequest extends ListRequest {
  readonly person: string;
  /** 代理: whose open tasks he may do besides his own, and of which definitions (null: all). */
  readonly principals: readonly Principal[];
  readonly key: string | undefined;
  readonly q: string | undefined;
  readonly applicants: readonly string[];
  /** From this moment on, and before that one: of the arrival, or of the act. */
  readonly from: string | undefined;
  readonly before: string | undefined;
}

export interface Principal {
  readonly person: string;
  readonly keys: readonly string[] | null;
}

export interface FlowOptions {
  readonly database: Database;
  readonly directory: DirectoryCache;
  readonly calendar: Calendar;
  /** Who answers for a subset of personal data; nobody where nothing is said. */
  readonly ownerOf?: OwnerOf;
  /** The clock; ISO 8601 in UTC. */
  readonly now?: () => string;
  /** What the room above writes together with every command, whoever gave it: decided from the command alone. */
  readonly alongsideAll?: (decided: Decided) => readonly Statement[];
  /** Who does the work of service tasks, by its name. */
  readonly connectors?: ReadonlyMap<string, Connector>;
}

export function openFlow({
  database,
  directory,
  calendar,
  ownerOf = () => undefined,
  now,
  alongsideAll = () => [],
  connectors = new Map(),
}: FlowOptions): Flow {
  const definitions = openDefinitions(database);
  const world: World = openWorld(directory, calendar, ownerOf, now);
  const workers = new Set<WorkLoop>();
  const held = openHeldInstances();
  const room: Room = {
    database,
    definitions,
    world,
    held,
    alongsideAll,
    wakeWorkers: () => {
      for (const worker of workers) worker.wake();
    },
  };
  /** A command that no person gave: a timer's, a worker's, a message's. */
  const automatically = (instance: string, command: Command, key: string) =>
    runCommand(room, {
      instance,
      person: 'system',
      idempotency: { key, digest: command.type },
      commands: () => [command],
    });
  const instanceFrom = async (row: InstanceRow): Promise<Instance> => ({
    row,
    state: { ...row.state, data: row.data },
    definition: await definitions.get(row.definition_id),
  });
  const instance = async (id: string): Promise<Instance> => {
    const [row] = isUuid(id) ? await database.query<InstanceRow>(instanceById(id)) : [];
    if (row === undefined) throw new Refused('application/not-found');
    held.hold(row);
    return instanceFrom(row);
  };
  const task = async (id: string, person: string): Promise<TaskPlace> => {
    const [found] = isUuid(id) ? await database.query<TaskInstanceRow>(instanceOfTask(id, person)) : [];
    if (found === undefined) throw new Refused('task/not-found');
    const { node, done_at: at, opened_at: openedAt, outcome, ...row } = found;
    held.hold(row);
    const done = at !== null && openedAt !== null && outcome !== null && { done: { at, openedAt, outcome } };
    return { instance: await instanceFrom(row), node, ...done };
  };
  return {
    publish: (definition) => insertDefinition(definition, world.now()),
    run: (order) => runCommand(room, order),
    drafts: (definition, drafts, by) => prepareDrafts(room, definition, drafts, by),
    instance,
    task,
    async taskLastSeen(id, person) {
      const row = held.withTask(id);
      const node = row?.state.tasks.find((open) => open.id === id)?.node;
      return row === undefined || node === undefined
        ? task(id, person)
        : { instance: await instanceFrom(row), node };
    },
    async instanceAfter(outcome) {
      const row = held.get(outcome.instance);
      return row === undefined || row.revision < outcome.revision
        ? instance(outcome.instance)
        : instanceFrom(row);
    },
    rowsOf: (ids) => database.query<InstanceRow>(instancesById(ids)),
    async statusesOf(ids, connection = database) {
      if (ids.length === 0) return new Map();
      const rows = await connection.query<InstanceStatusRow>(statusesOf(ids));
      return new Map(rows.map((row) => [row.id, row.status]));
    },
    async standingsOf(ids) {
      if (ids.length === 0) return new Map();
      const rows = await database.query<InstanceStanding>(standingsOf(ids));
      return new Map(rows.map((row) => [row.id, row]));
    },
    timeline: async (id) => timelineOf(await database.query<HistoryRow>(historyOf(id))),
    progress: async (id) => progressOf(await database.query<HistoryRow>(historyOf(id)), world.now()),
    async submitted({ limit, cursor }) {
      const rows = await database.query<SubmittedRow>(submitted(readCursor(cursor), limit + 1));
      return pageOf(rows, limit, (row) => cursorOf(row.created_at, row.id));
    },
    async countSubmittedTo(which) {
      const [row] = await database.query<{ count: number }>(countSubmittedTo(which));
      return row?.count ?? 0;
    },
    async submittedTo(which, { limit, cursor }) {
      const rows = await database.query<InstanceRow>(submittedTo(which, readCursor(cursor), limit + 1));
      return pageOf(rows, limit, (row) => cursorOf(row.created_at, row.id));
    },
    async sendBackTargets({ state, definition }, task) {
      const context = (await world.lookRecently())(world.now(), definition.key);
      return sendBackTargets(definition.program, state, task, context);
    },
    async forecast({ state, definition }) {
      const context: Context = (await world.lookRecently())(world.now(), definition.key);
      return forecast(definition.program, state, context);
    },
    async lookAhead({ state, definition }) {
      return lookAhead(definition.program, state, (await world.lookRecently())(world.now(), definition.key));
    },
    trail: async ({ row, definition }) =>
      trailOf(await database.query<HistoryRow>(historyOf(row.id)), definition.program),
    drawing: (id) => definitions.drawing(id),
    definition: (id) => definitions.get(id),
    refusalOfTask: (person, task, instance) => refusalOfTask(database, person, task, instance),
    stepsDoneBy: async (person, instance) =>
      (await database.query<StandingRow>(stepsDoneBy(person, instance))).map((row) => row.node),
    copyFor: async (person, instance) => (await database.query<CopyRow>(copyFor(person, instance)))[0],
    async markCopyRead(person, instance) {
      await database.query(markCopyRead(person, instance, world.now()));
    },
    keysIn: async (source, people) =>
      (await database.query<UsedRow>(keysIn(source, people))).map(({ key }) => key),
    async instancesOf(person, filter, { limit, cursor }) {
      const rows = await database.query<InstanceRow>(
        instancesOf(person, filter, readCursor(cursor), limit + 1),
      );
      return pageOf(rows, limit, (row) => cursorOf(row.created_at, row.id));
    },
    async instancesFor(which, { limit, cursor }) {
      const rows = await database.query<InstanceRow>(instancesFor(which, readCursor(cursor), limit + 1));
      return pageOf(rows, limit, (row) => cursorOf(row.created_at, row.id));
    },
    async tasksOf(box, { cursor, limit, ...filter }) {
      const statement = { open: openTasksOf, done: doneTasksOf, cc: copiesTo }[box];
      const rows = await database.query<TaskRow>(
        statement({ ...filter, after: readCursor(cursor), limit: limit + 1 }),
      );
      return pageOf(rows, limit, (row) => cursorOf(row.done_at ?? row.opened_at, row.id));
    },
    async countsOf(person, principals) {
      const [counts] = await database.query<CountsRow>(countsOf(person, principals));
      return counts ?? { open: 0, done: 0, running: 0, returned: 0, copies: 0 };
    },
    usedLately: async (person, limit) =>
      (await database.query<UsedRow>(usedLately(person, limit))).map(({ key }) => key),
    usageSince: (since) => database.query<UsageRow>(usageSince(since)),
    deleteDraft: (id, initiator, alongside = []) =>
      database.transaction(async (transaction) => {
        if (!isUuid(id)) throw new Refused('application/not-found');
        // Locked first, so that the second statement also sees the history of a change that it had to wait for.
        const [, deleted] = await Promise.all([
          transaction.query(lockInstance(id)),
          transaction.query(deleteDraft(id, initiator)),
        ]);
        if (deleted.length === 0) throw new Refused('application/not-found');
        held.forget(id);
        await transaction.commitWith(alongside);
      }),
    async openWork({ state, definition }, job) {
      return openWork(
        definition.program,
        state,
        job,
        (await world.lookAfresh())(world.now(), definition.key),
      );
    },
    startWorker(handle, report, works = new Map()) {
      const outbox = startOutboxWorker(
        database,
        async (message, transaction) => {
          await broadcast(room, message, automatically);
          await handle(message, transaction);
        },
        report,
      );
      const waits = startWaitWorker({
        database,
        connectors: new Map([...connectors, ...works]),
        command: automatically,
        dataOf: async (id) => (await database.query<InstanceRow>(instanceById(id)))[0]?.data ?? {},
        now: world.now,
        report: (error) => report(error, undefined),
      });
      const both = together([outbox, waits]);
      const worker: WorkLoop = {
        wake: both.wake,
        async stop() {
          workers.delete(worker);
          await both.stop();
        },
      };
      workers.add(worker);
      return worker;
    },
    message: (message) => correlate(room, message, automatically),
    async migrateInstance(id, migration) {
      if (!isUuid(id)) throw new Refused('application/not-found');
      const migrated = await migrateInstance(room, id, migration);
      room.wakeWorkers();
      return migrated;
    },
    migrateInstances: (definition, migration) => migrateInstances(room, definition, migration),
    administration: openAdministration(room),
    async standingOfJob(job) {
      const [row] = await database.query<JobStandingRow>(standingOfJob(job));
      if (row?.is_waiting) return 'waiting';
      return row?.is_answered ? 'done' : 'gone';
    },
    async wakeJob(job) {
      await database.query(wakeJob(job));
      room.wakeWorkers();
    },
    async outboxState() {
      const [state] = await database.query<{
        waiting: number;
        failed: number;
        oldest_seconds: number;
      }>(outboxState());
      return state ?? { waiting: 0, failed: 0, oldest_seconds: 0 };
    },
    async forgetAnswers() {
      await database.query({ text: `delete from flow.answered where at < now() - interval '7 days'` });
    },
    async forgetMessages() {
      await database.query(forgetMessages());
    },
    forgetEnded: (retention) => forgetEnded(database, retention, world.now()),
    async keepHistoryReady() {
      await database.query({
        text: 'select flow.ensure_history_partitions(3)',
      });
    },
  };
}
