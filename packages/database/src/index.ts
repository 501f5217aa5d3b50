export type { Connection, Database, Statement, Transaction } from './database.ts';
export { type Finding, inspectDatabase } from './health.ts';
export { MigrationRefused, migrate } from './migrate.ts';
export { type DatabaseOptions, openDatabase } from './pool.ts';
export {
  PostgresFailed,
  type RunningPostgres,
  type StartOptions,
  startPostgres,
} from './postgres/index.ts';
export { DatabaseUnavailable, isExclusionViolation, isUniqueViolation } from './unavailable.ts';
