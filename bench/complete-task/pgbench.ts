/** PostgreSQL's own load generator, where the machine has one: what the server could do if no JavaScript ran at all. */
import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Contender } from '../rounds.ts';
import { completion, type ParameterName } from './bare.sql.ts';
import type { Template } from './template.ts';

const run = promisify(execFile);

/** The newest pgbench of the machine, if there is one. */
function findPgbench(): string | undefined {
  const folders = [
    ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
  return folders.map((folder) => path.join(folder, 'pgbench')).find((file) => existsSync(file));
}

/** pgbench as a contender, where the machine has one that can take part. */
export async function pgbenchIfAny(
  url: string,
  clients: number,
  templates: ReadonlyMap<string, Template>,
  say: (line: string) => void,
): Promise<readonly Contender[]> {
  const program = findPgbench();
  if (program === undefined) return [];
  const contender = pgbench(program, url, clients, templates);
  try {
    await contender.run(1);
    return [contender];
  } catch (error) {
    const { stderr } = error as { readonly stderr?: string };
    say(`${program} cannot take part: ${stderr ?? String(error)}`);
    return [];
  }
}

/**
 * Each client has one application and completes its two steps in turn. The id of the task that it has opened comes
 * back with the answer, so there is no second round trip.
 */
function pgbench(
  program: string,
  url: string,
  clients: number,
  templates: ReadonlyMap<string, Template>,
): Contender {
  const steps = [...templates.values()];
  const given = steps.flatMap((template, step) =>
    Object.entries(template).map(([name, value]) => {
      const text = typeof value === 'string' ? value : `{${value.join(',')}}`;
      return `--define=${name}_${step}=${text}`;
    }),
  );
  return {
    name: 'pgbench',
    async run(seconds) {
      const folder = await mkdtemp(path.join(tmpdir(), 'yizhan-pgbench-'));
      try {
        const script = path.join(folder, 'complete.sql');
        await writeFile(script, scriptOf(steps));
        const whole = Math.max(1, Math.round(seconds));
        const { stdout } = await run(
          program,
          [
            ...['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=2', `--time=${whole}`],
            ...[`--file=${script}`, '--define=started=0', '--define=person=T1022', ...given],
          ],
          { env: { ...process.env, ...addressOf(url) } },
        );
        const rate = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
        if (!(rate > 0)) throw new Error(`pgbench tells no rate:\n${stdout}`);
        return { done: rate * whole * steps.length, seconds: whole };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** In the environment and not among the arguments, which everybody on the machine can read. */
function addressOf(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}

/** One pass completes each step once, so that the application stands where it stood. */
function scriptOf(steps: readonly Template[]): string {
  const begin = `
\\if :started = 0
select instance_id as instance, id as task from flow.task where node = :node_0::text
order by instance_id offset :client_id limit 1 \\gset got_
\\set started 1
\\endif`;
  const completions = steps.map(
    (_, step) => `
\\set random random(1, 140737488355327)
${completion((name) => ownWords[name] ?? `:${name}_${step}`)} \\gset got_`,
  );
  return [begin, ...completions].join('\n');
}

const uuid = `('00000000-0000-4000-8000-' || lpad(to_hex(:random::bigint), 12, '0'))`;

/** What a client finds out for itself instead of being given it. */
const ownWords: Partial<Record<ParameterName, string>> = {
  instance: ':got_instance',
  task: ':got_task',
  person: ':person',
  key: uuid,
  nextTask: uuid,
  at: 'now()',
  dueAt: `(now() + interval '1 day')`,
  openedAt: 'now()',
};
