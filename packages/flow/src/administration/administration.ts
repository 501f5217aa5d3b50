/**
 * What administrators see of running processes, and what they do to them. Who may look after which services the room
 * above decides; here `keys` says it. Every act is a command like any other: behind the instance's lock, once by its
 * key, and in the history with its reason.
 */
import { Refused } from '@yizhan/contract';
import type { Statement } from '@yizhan/database';
import { type JumpTarget, jumpTargets } from '@yizhan/engine';
import type { Idempotency, Outcome } from '../commands/order.ts';
import { type Room, runCommand } from '../commands/run-command.ts';
import type { Instance, ListRequest } from '../flow.ts';
import {
  type IncidentFilter,
  type IncidentOfInstanceRow,
  incidentById,
  incidents,
  type NewIncident,
  openIncident,
  retryIncident,
  settleIncident,
} from '../incidents/incidents.sql.ts';
import { cursorOf, isUuid, readCursor } from '../reads/cursor.ts';
import { type Page, pageOf } from '../reads/page.ts';
import {
  type AdministeredRow,
  administeredInstances,
  type InstanceFilter,
  type JobRow,
  jobsOf,
  type Keys,
  type PendingFilter,
  type PendingRow,
  pending,
  type RunningRow,
  runningOf,
  type SummaryRow,
  summary,
  type TaskOfPersonRow,
  tasksOfPerson,
} from './administration.sql.ts';

export interface Administration {
  /** How much there is that wants an administrator. */
  summary(keys: Keys): Promise<SummaryRow>;
  instances(filter: InstanceFilter, page: ListRequest): Promise<Page<AdministeredRow>>;
  jobs(instance: string): Promise<readonly JobRow[]>;
  incidents(filter: IncidentFilter, page: ListRequest): Promise<Page<IncidentOfInstanceRow>>;
  /** @throws Refused `incident/not-found` */
  incident(id: string): Promise<IncidentOfInstanceRow>;
  /** The statements that open an incident about something of the room above, and that settle it; for its own transaction. */
  opened(incident: NewIncident): Statement;
  settled(source: string): Statement;
  pending(filter: PendingFilter, page: ListRequest): Promise<Page<PendingRow>>;
  /** Open approvals that wait for a person, or will. */
  tasksOf(person: string, keys: Keys): Promise<readonly TaskOfPersonRow[]>;
  /** How many instances of each definition have not ended. */
  running(definitions: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Where what stands at an open task, a job or a wait may be put, and what that would cancel. */
  jumpTargets(instance: Instance, standing: string): Promise<readonly JumpTarget[]>;
  /** Somebody has mended what failed: it is tried again at once. @throws Refused `incident/settled` */
  retry(incident: IncidentOfInstanceRow, by: Retrying): Promise<Outcome>;
}

export interface Retrying {
  readonly person: string;
  readonly comment: string;
  readonly idempotency: Idempotency;
}

export function openAdministration(room: Room): Administration {
  const { database, world } = room;
  return {
    async summary(keys) {
      const [row] = await database.query<SummaryRow>(summary(keys));
      return row ?? { incidents: 0, failed_jobs: 0, overdue: 0 };
    },
    async instances(filter, { limit, cursor }) {
      const rows = await database.query<AdministeredRow>(
        administeredInstances(filter, readCursor(cursor), limit + 1),
      );
      return pageOf(rows, limit, (row) => cursorOf(row.created_at, row.id));
    },
    jobs: (instance) => database.query<JobRow>(jobsOf(instance)),
    async incidents(filter, { limit, cursor }) {
      const rows = await database.query<IncidentOfInstanceRow>(
        incidents(filter, readCursor(cursor), limit + 1),
      );
      return pageOf(rows, limit, (row) => cursorOf(row.at, row.id));
    },
    async incident(id) {
      const [row] = isUuid(id) ? await database.query<IncidentOfInstanceRow>(incidentById(id)) : [];
      if (row === undefined) throw new Refused('incident/not-found');
      return row;
    },
    opened: (incident) => openIncident(incident, world.now()),
    settled: (source) => settleIncident(source, world.now()),
    async pending(filter, { limit, cursor }) {
      const rows = await database.query<PendingRow>(pending(filter, readCursor(cursor), limit + 1));
      return pageOf(rows, limit, (row) => cursorOf(row.due_at, row.place));
    },
    tasksOf: (person, keys) => database.query<TaskOfPersonRow>(tasksOfPerson(person, keys)),
    async running(definitions) {
      const rows = await database.query<RunningRow>(runningOf(definitions));
      return new Map(rows.map((row) => [row.definition_id, row.running]));
    },
    async jumpTargets({ definition, state }, standing) {
      const context = (await world.lookRecently())(world.now(), definition.key);
      return jumpTargets(definition.program, state, standing, context);
    },
    async retry({ id, instance_id, element }, { person, comment, idempotency }) {
      if (instance_id === null) throw new Refused('incident/settled');
      const outcome = await runCommand(room, {
        instance: instance_id,
        person,
        idempotency,
        commands: () => [{ type: 'retry', person, element, comment }],
        // Behind the instance's lock: of two administrators at once the second finds it settled, and nothing is kept.
        async alongside({ now }, transaction) {
          const resolved = await transaction.query(retryIncident(id, person, now));
          if (resolved.length === 0) throw new Refused('incident/settled');
          return {};
        },
      });
      room.wakeWorkers();
      return outcome;
    },
  };
}
