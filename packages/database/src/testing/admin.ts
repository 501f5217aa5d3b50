import pg from 'pg';

const templateLock = `hashtextextended('yizhan test templates', 0)`;

/** A session that creates and drops databases, which no transaction may, and no pooled session should. */
export interface Admin {
  readonly url: string;
  run(sql: string): Promise<void>;
  names(sql: string): Promise<string[]>;
  exists(database: string): Promise<boolean>;
  lock<Result>(work: () => Promise<Result>): Promise<Result>;
  sharedLock<Result>(work: () => Promise<Result>): Promise<Result>;
}

export async function withAdmin<Result>(
  url: string,
  work: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: `yizhan/${process.pid}` });
  client.on('error', () => undefined); // told by the statement that fails
  await client.connect();
  try {
    return await work(admin(client, url));
  } finally {
    await client.end();
  }
}

function admin(client: pg.Client, url: string): Admin {
  const names = async (sql: string, values: string[] = []) => {
    const { rows } = await client.query<{ name: string }>(sql, values);
    return rows.map((row) => row.name);
  };
  const locked =
    (kind: '' | '_shared') =>
    async <Result>(work: () => Promise<Result>): Promise<Result> => {
      await client.query(`select pg_advisory_lock${kind}(${templateLock})`);
      try {
        return await work();
      } finally {
        await client.query(`select pg_advisory_unlock${kind}(${templateLock})`);
      }
    };
  return {
    url,
    run: async (sql) => void (await client.query(sql)),
    names,
    exists: async (database) =>
      (await names('select datname as name from pg_database where datname = $1', [database])).length > 0,
    lock: locked(''),
    sharedLock: locked('_shared'),
  };
}
