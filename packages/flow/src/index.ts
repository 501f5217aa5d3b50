export type {
  AdministeredRow,
  Keys,
  PendingRow,
} from './administration/administration.sql.ts';
export type { Administration } from './administration/administration.ts';
export type { NewDraft } from './commands/create-drafts.ts';
export type {
  Alongside,
  Decided,
  Idempotency,
  Locked,
  Order,
  Outcome,
} from './commands/order.ts';
export type { FlowMessage } from './commands/writing-of.ts';
export type { DecisionFile } from './definitions/definitions.sql.ts';
export type { Definition } from './definitions/definitions.ts';
export {
  type Flow,
  type FlowOptions,
  type Instance,
  type ListRequest,
  openFlow,
  type TaskPlace,
  type TaskRequest,
} from './flow.ts';
export type { IncidentOfInstanceRow } from './incidents/incidents.sql.ts';
export type { Migrated, MigratedRow, Migration } from './migration/migrate.ts';
export type {
  OutboxHandler,
  OutboxMessage,
} from './outbox/outbox-worker.ts';
export { cursorOf, isUuid, readCursor } from './reads/cursor.ts';
export type { InstanceStanding } from './reads/instances.sql.ts';
export type { Page } from './reads/page.ts';
export type { StepTaken } from './reads/progress.ts';
export type { TaskRow } from './reads/tasks.sql.ts';
export type { TimelineItem } from './reads/timeline.ts';
export { schoolDay, scopeAt } from './school-day.ts';
export type { ArrivingMessage } from './waits/correlate.ts';
export type { Connector, Work, WorkAnswer } from './waits/wait-worker.ts';
export { startWorkLoop, together, type WorkLoop } from './work-loop.ts';
