/** People, and a payment system, who do not give up: what got no answer they send again with the same key. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@yizhan/database';
import type { Person } from '../client.ts';

export interface Request {
  readonly person: Person | undefined;
  readonly path: string;
  readonly body: object;
  readonly key: string;
}

export interface Answered extends Request {
  readonly status: number;
  readonly answer: { readonly id?: string; readonly code?: string };
  /** How often the server was gone before it had answered. */
  readonly broken: number;
}

export interface Load {
  readonly answered: Answered[];
  /** Broken off at an open connection: the server was killed at work. */
  readonly brokenOff: () => number;
  send(request: Request): Promise<Answered>;
  /** Applies, signs, pays and closes until it is told to stop; then brings to the end what was begun. */
  run(isOver: () => boolean): Promise<void>;
}

export interface LoadOptions {
  readonly addresses: readonly string[];
  readonly database: Database;
  readonly applicants: readonly Person[];
  readonly signers: readonly Person[];
}

const underWayAtMost = 12;

export function openLoad({ addresses, database, applicants, signers }: LoadOptions): Load {
  const answered: Answered[] = [];
  const sending = new Set<Promise<unknown>>();
  let brokenOff = 0;

  async function send(request: Request): Promise<Answered> {
    for (let broken = 0; ; broken++) {
      const response = await once(request, pick(addresses)).catch((error: unknown) => {
        if (!isRefusedConnection(error)) brokenOff += 1;
      });
      if (response !== undefined && ![429, 503].includes(response.status)) {
        const said = { ...request, ...response, broken };
        answered.push(said);
        return said;
      }
      await pause(50 + Math.random() * 100);
    }
  }
  const begin = (request: Request) => {
    const work = send(request).finally(() => sending.delete(work));
    sending.add(work);
  };

  async function applyAndPay(): Promise<void> {
    const order = `D-${randomUUID().slice(0, 13)}`;
    const chosen = [...signers].sort(() => Math.random() - 0.5).slice(0, 3);
    const data = { order, signers: chosen.map(({ number }) => number) };
    const paying = pause(Math.random() * 3000).then(() =>
      send({ person: undefined, path: '/paid', body: { id: randomUUID(), order }, key: '' }),
    );
    await Promise.all([
      paying,
      send({
        person: pick(applicants),
        path: '/api/v1/applications',
        body: { service: 'everything-at-once', data },
        key: randomUUID(),
      }),
    ]);
  }

  /** Everybody who has something to do does it at once. At the closing step only one can be first. */
  async function actAll(seen: Set<string>): Promise<void> {
    const open = await database.query<{ task: string; person: string }>({
      text: `
        select task.id as task, assignee.person
        from flow.task join flow.task_assignee as assignee on assignee.task_id = task.id`,
    });
    for (const { task, person } of open) {
      const signer = signers.find(({ number }) => number === person);
      if (signer === undefined || seen.has(task + person)) continue;
      seen.add(task + person);
      begin({
        person: signer,
        path: `/api/v1/tasks/${task}/acts`,
        body: { act: 'approve' },
        key: randomUUID(),
      });
    }
  }

  const running = async () => {
    const [row] = await database.query<{ running: number }>({
      text: `select count(*)::int as running from flow.instance where ended_at is null`,
    });
    return row?.running ?? 0;
  };

  return {
    answered,
    brokenOff: () => brokenOff,
    send,
    async run(isOver) {
      const seen = new Set<string>();
      for (let still = 0; !isOver() || still > 0 || sending.size > 0; ) {
        still = await running();
        // Now and then: were there as many as the machine can bear, starting the next life would take most of the time.
        if (!isOver() && still + sending.size < underWayAtMost && Math.random() < 0.3) {
          const work = applyAndPay().finally(() => sending.delete(work));
          sending.add(work);
        }
        await actAll(seen);
        await pause(60);
      }
    },
  };
}

async function once(
  { person, path, body, key }: Request,
  address: string,
): Promise<Pick<Answered, 'status' | 'answer'>> {
  const response = await fetch(address + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(key !== '' && { 'idempotency-key': key }),
      ...(person && { cookie: person.cookie, 'x-csrf-token': person.csrf }),
    },
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return { status: response.status, answer: text === '' ? {} : (JSON.parse(text) as Answered['answer']) };
}

const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(Math.random() * list.length)] as Item;

function isRefusedConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
