/**
 * One session that a process keeps for as long as it uses the embedded server. It holds an advisory lock together
 * with the others' sessions; who stops the server must get that lock alone. A process that comes in that moment
 * waits for the lock, loses its session with the server, and starts a new one.
 */
import { realpathSync } from 'node:fs';
import pg from 'pg';
import { applicationName } from '../pool.ts';
import { PostgresFailed } from './failure.ts';

const lock = `hashtextextended('yizhan embedded server', 0)`;

export interface Keeper {
  isConnected(): boolean;
  /** Whether this process is the only one here; if so, none of ours can come in any more. */
  isAlone(): Promise<boolean>;
  end(): Promise<void>;
}

/** Connects, makes sure that it is the server of this directory, and that the database exists. */
export async function keepConnected(url: string, dataDirectory: string, database: string): Promise<Keeper> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5000,
  });
  let connected = true;
  client.on('error', () => {
    connected = false;
  });
  client.on('end', () => {
    connected = false;
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ directory: string }>(
      `select current_setting('data_directory') as directory`,
    );
    if (realpathSync(rows[0]!.directory) !== realpathSync(dataDirectory)) {
      throw new PostgresFailed(`another server answers in place of the one of ${dataDirectory}`);
    }
    await client.query(`select pg_advisory_lock_shared(${lock})`);
    await ensureDatabase(client, database);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  holdProcess(client, false);
  return {
    isConnected: () => connected,
    isAlone: () => isAlone(client),
    end: () => client.end(),
  };
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount) return;
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // Another process was faster: duplicate_database, or the unique index under it.
    if (!(error instanceof pg.DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error;
  }
}

async function isAlone(client: pg.Client): Promise<boolean> {
  holdProcess(client, true);
  await client.query(`select pg_advisory_unlock_shared(${lock})`);
  const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${lock}) as mine`);
  if (!rows[0]?.mine) return false;
  const { rowCount } = await client.query(
    `select 1 from pg_stat_activity where backend_type = 'client backend' and application_name <> $1`,
    [applicationName],
  );
  return rowCount === 0;
}

/** An idle session must not keep the process from ending; but one that waits for an answer must. */
function holdProcess(client: pg.Client, hold: boolean): void {
  const socket = client as pg.Client & { ref(): void; unref(): void }; // missing in @types/pg
  if (hold) socket.ref();
  else socket.unref();
}
