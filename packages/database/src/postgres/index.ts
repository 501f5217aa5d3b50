export { PostgresFailed } from './failure.ts';
export { isAlive } from './postmaster.ts';
export { findPostgres, type RunningPostgres, type StartOptions, startPostgres } from './start.ts';
