/** The room at work on a database of its own, with a small office and one process that can be walked in many ways. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Database, openDatabase } from '@yizhan/database';
import { type TestDatabase, testDatabase } from '@yizhan/database/testing';
import type { Command, State } from '@yizhan/engine';
import { loadOrganisation, type Organisation, openDirectory } from '@yizhan/identity';
import type { Alongside, Decided, Order, Outcome } from '../commands/order.ts';
import { type Flow, openFlow } from '../flow.ts';
import type { Connector } from '../waits/wait-worker.ts';
import { assertHistoryReplays } from './history.ts';

export interface Trial {
  readonly flow: Flow;
  readonly database: Database;
  readonly url: string;
  /** Another server's view of the same database: nothing is compiled or held there yet. */
  another(database?: Database): Flow;
  /** Starts an instance with these values; answers its id. */
  start(data?: State['data'], more?: Partial<Order>): Promise<string>;
  /** The order of a person's act on the first open task, or on the one that is named. */
  orderOf(instance: string, person: string, more?: ActOptions): Promise<Order>;
  act(instance: string, person: string, more?: ActOptions): Promise<Outcome>;
  close(): Promise<void>;
}

export interface ActOptions {
  readonly type?: 'approve' | 'reject' | 'sendBack';
  readonly key?: string;
  readonly task?: string;
  readonly data?: State['data'];
}

const definition = '0190f000-0000-7000-8000-000000000001';
export const applicant = 'P0';
/** P0 applies, P1 … P19 sign, P20 heads the office. */
export const people = Array.from({ length: 20 }, (_, index) => `P${index}`);
/** The whole council. */
export const fifty = Array.from({ length: 50 }, (_, index) => `S${index + 1}`);
const head = 'P20';

const organisation: Organisation = {
  units: [
    { id: 'university', name: '云溪大学', parentId: null, kind: 'university', phone: '' },
    { id: 'office', name: '学校办公室', parentId: 'university', kind: 'department', phone: '' },
  ],
  persons: [...people, ...fifty, head].map((id) => ({
    id,
    number: id,
    name: `某${id}`,
    kind: 'staff',
    category: '管理',
    unitId: 'office',
    phone: '',
    ...(id === head && { posts: [{ unitId: 'office', title: '主任', isHead: true }] }),
  })),
  groups: [],
  grants: [],
};

const calendar = { holidays: [], workdays: [], hours: [['08:30', '17:30']] } as const;

interface TrialOptions {
  readonly now?: () => string;
  /** Which process of this folder is published; the one that can be walked in many ways when absent. */
  readonly process?: string;
  readonly connectors?: ReadonlyMap<string, Connector>;
}

export async function openTrial({ process = 'trial', ...options }: TrialOptions = {}): Promise<Trial> {
  const xml = await readFile(path.join(import.meta.dirname, `${process}.bpmn`), 'utf8');
  const copy = await testDatabase({
    prepare: {
      name: `flow trial ${JSON.stringify(organisation)} ${xml}`,
      async run(database) {
        await loadOrganisation(database, organisation);
        const flow = openFlow({ database, directory: openDirectory(database), calendar });
        await database.query(
          flow.publish({
            id: definition,
            key: 'trial',
            version: 1,
            xml,
            names: ['how', 'people', 'amount', 'orderNo'],
          }),
        );
      },
    },
  });
  const database = openDatabase(copy.url, { max: 12 });
  return trialOn(database, copy, options);
}

function trialOn(database: Database, copy: TestDatabase, options: Omit<TrialOptions, 'process'>): Trial {
  const another = (one: Database = database) =>
    openFlow({ database: one, directory: openDirectory(one), calendar, ...options });
  const flow = another();
  const orderOf: Trial['orderOf'] = async (instance, person, more = {}) => {
    const { type = 'approve', key = randomUUID(), data } = more;
    const task = more.task ?? (await flow.instance(instance)).state.tasks[0]?.id ?? '';
    const comment = type === 'approve' ? {} : { comment: '请修改' };
    return {
      instance,
      person,
      idempotency: { key, digest: `${type} ${task}` },
      commands: () => [{ type, task, person, ...comment, ...(type !== 'sendBack' && data && { data }) }],
    };
  };
  return {
    flow,
    database,
    url: copy.url,
    another,
    async start(data = {}, more = {}) {
      const instance = randomUUID();
      await flow.run({ ...startOrder(instance, data), ...more });
      return instance;
    },
    orderOf,
    act: async (instance, person, more) => flow.run(await orderOf(instance, person, more)),
    async close() {
      try {
        await assertHistoryReplays(database);
      } finally {
        await database.close();
        await copy.drop();
      }
    },
  };
}

/** Creates an instance of the trial process and submits it. */
export function startOrder(instance: string, data: State['data'] = {}): Order {
  return {
    instance,
    definition,
    person: applicant,
    idempotency: { key: randomUUID(), digest: 'start' },
    commands: () => [creation(data), { type: 'submit', person: applicant }],
  };
}

export const creation = (data: State['data'] = {}): Command => ({
  type: 'create',
  initiator: applicant,
  applicant: { person: applicant, unit: 'office' },
  data: { people: ['P1'], ...data },
});

/** What the hall adds to a first submission: a number that it draws in the same transaction. */
export async function withNumber(
  { locked }: Decided,
  transaction: Parameters<NonNullable<Order['alongside']>>[1],
): Promise<Alongside> {
  await transaction.query({ text: 'select 1' });
  return { businessKey: `N-${locked.instance}`, title: '试验' };
}
