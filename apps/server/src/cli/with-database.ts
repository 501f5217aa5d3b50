import path from 'node:path';
import { startPostgres } from '@yizhan/database';
import type { Config } from '../config.ts';

export interface RunningDatabase {
  readonly url: string;
  /** Stops the embedded server, unless others are still using it; does nothing to an external one. */
  stop(): Promise<void>;
}

/** The database to work on: the one that DATABASE_URL names, else the embedded server, started or found running. */
export async function startDatabase(config: Config, log: (line: string) => void): Promise<RunningDatabase> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: async () => undefined };
  const postgres = await startPostgres({ directory: path.join(config.data, 'postgres'), log });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
    },
  };
}
