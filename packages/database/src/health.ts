/** What can be wrong with a database though it answers; for `yizhan doctor` and `/health/ready`. */
import type { Database, Statement } from './database.ts';
import { pendingMigrations } from './migrate.ts';

export interface Finding {
  readonly name:
    | 'reachable'
    | 'version'
    | 'encoding'
    | 'ctype'
    | 'migrations'
    | 'writable'
    | 'durable'
    | 'clock';
  readonly ok: boolean;
  readonly detail: string;
  /** What to do, when it is not ok. */
  readonly advice?: string;
}

interface Facts {
  readonly version: number;
  readonly versionText: string;
  readonly encoding: string;
  readonly ctype: string;
  readonly isReadOnly: boolean;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly now: string;
}

const readFacts: Statement = {
  text: `
    select current_setting('server_version_num')::integer as version,
      current_setting('server_version') as "versionText",
      pg_encoding_to_char(encoding) as encoding,
      datctype as ctype,
      pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "isReadOnly",
      current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as "synchronousCommit",
      clock_timestamp() as now
    from pg_database
    where datname = current_database()`,
};

/** Looks at the database. Never throws; one that does not answer within `timeoutMs` is not reachable. */
export async function inspectDatabase(database: Database, timeoutMs = 3000): Promise<Finding[]> {
  let facts: Facts | undefined;
  const asked = Date.now();
  let answered: number;
  try {
    [facts] = await within(timeoutMs, database.query<Facts>(readFacts));
    answered = Date.now();
    if (!facts) throw new Error('the server says nothing about this database');
  } catch (error) {
    return [unreachable(error)];
  }
  return [
    { name: 'reachable', ok: true, detail: `answered in ${answered - asked} ms` },
    inspectVersion(facts),
    inspectEncoding(facts),
    inspectCtype(facts),
    await inspectMigrations(database),
    inspectWritable(facts),
    inspectDurable(facts),
    inspectClock(Date.parse(facts.now), asked, answered),
  ];
}

function unreachable(error: unknown): Finding {
  return {
    name: 'reachable',
    ok: false,
    detail: reason(error),
    advice: 'Look whether the server runs and DATABASE_URL (host, port, user, password, database) is right.',
  };
}

function inspectVersion({ version, versionText }: Facts): Finding {
  const finding = { name: 'version', detail: `PostgreSQL ${versionText}` } as const;
  if (version >= 160_000) return { ...finding, ok: true };
  return { ...finding, ok: false, advice: 'Yizhan needs PostgreSQL 16 or later.' };
}

function inspectEncoding({ encoding }: Facts): Finding {
  const finding = { name: 'encoding', detail: encoding } as const;
  if (encoding === 'UTF8') return { ...finding, ok: true };
  return { ...finding, ok: false, advice: "Make the database anew: create database … encoding 'UTF8'." };
}

function inspectCtype({ ctype }: Facts): Finding {
  const finding = { name: 'ctype', detail: ctype } as const;
  if (ctype !== 'C' && ctype !== 'POSIX') return { ...finding, ok: true };
  return {
    ...finding,
    ok: false,
    advice:
      'Search would find nothing in Chinese. Make the database anew: ' +
      "create database … template template0 lc_ctype 'C.UTF-8'.",
  };
}

async function inspectMigrations(database: Database): Promise<Finding> {
  try {
    const pending = await pendingMigrations(database);
    if (pending.length === 0) return { name: 'migrations', ok: true, detail: 'all applied' };
    const detail = `not applied: ${pending.map((file) => file.name).join(', ')}`;
    return { name: 'migrations', ok: false, detail, advice: 'Run yizhan migrate.' };
  } catch (error) {
    const advice = 'Start the version of Yizhan that this database belongs to.';
    return { name: 'migrations', ok: false, detail: reason(error), advice };
  }
}

function inspectWritable({ isReadOnly }: Facts): Finding {
  if (!isReadOnly) return { name: 'writable', ok: true, detail: 'reads and writes' };
  return {
    name: 'writable',
    ok: false,
    detail: 'read only (a standby, or default_transaction_read_only)',
    advice: 'Point DATABASE_URL at the primary.',
  };
}

function inspectDurable({ fsync, synchronousCommit }: Facts): Finding {
  const finding = {
    name: 'durable',
    detail: `fsync ${fsync}, synchronous_commit ${synchronousCommit}`,
  } as const;
  if (fsync === 'on' && synchronousCommit !== 'off') return { ...finding, ok: true };
  const advice = 'What was answered with success may be lost at a power cut. Set both to on.';
  return { ...finding, ok: false, advice };
}

/** The two clocks cannot be read in one moment: half the time of the answer is allowed for. */
export function inspectClock(server: number, asked: number, answered: number): Finding {
  const difference = Math.round(Math.abs(server - (asked + answered) / 2) - (answered - asked) / 2);
  const seconds = (Math.max(difference, 0) / 1000).toFixed(1);
  const finding = { name: 'clock', detail: `${seconds} s apart from this machine` } as const;
  if (difference <= 2000) return { ...finding, ok: true };
  return {
    ...finding,
    ok: false,
    advice: 'Let both machines set their clocks by NTP: deadlines depend on it.',
  };
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The driver's own words are behind the cause: "connect ECONNREFUSED 127.0.0.1:5432". */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
