import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Database, openDatabase } from '@yizhan/database';
import { Engine } from 'bpmn-engine';

const circle = path.join(import.meta.dirname, '../complete-task/leave-in-a-circle.bpmn');

/**
 * `bpmn-engine` keeps nothing by itself: what everybody builds around it is a row with its state. An approval takes the
 * row, resumes the engine from it, completes the task that waits, and puts the new state back, in one transaction.
 */
export interface BpmnEngine {
  /** Starts so many instances; answers their ids. */
  start(count: number): Promise<readonly string[]>;
  complete(instance: string): Promise<void>;
  close(): Promise<void>;
}

export async function openBpmnEngine(url: string): Promise<BpmnEngine> {
  const database: Database = openDatabase(url);
  const source = await sourceForIt();
  await database.query({
    text: 'create table bpmn_engine_instance (id uuid primary key, state jsonb not null)',
  });
  return {
    async start(count) {
      const ids = Array.from({ length: count }, () => randomUUID());
      const state = await begun(source);
      await database.query({
        text: 'insert into bpmn_engine_instance select id, $2::jsonb from unnest($1::uuid[]) as id',
        values: [ids, state],
      });
      return ids;
    },
    complete: (instance) =>
      database.transaction(async (transaction) => {
        const [row] = await transaction.query<{ state: object }>({
          name: 'bpmn-engine.lock',
          text: 'select state from bpmn_engine_instance where id = $1 for update',
          values: [instance],
        });
        if (row === undefined) throw new Error(`there is no instance ${instance}`);
        const state = await afterTheNextTask(row.state);
        await transaction.commitWith([
          {
            name: 'bpmn-engine.save',
            text: 'update bpmn_engine_instance set state = $2 where id = $1',
            values: [instance, state],
          },
        ]);
      }),
    close: () => database.close(),
  };
}

/** The same process; its conditions in the words that this engine understands, on the same outcome. */
async function sourceForIt(): Promise<string> {
  const xml = await readFile(circle, 'utf8');
  return xml
    .replace(/days &gt; 2 or [^<]*/, expression('isLong'))
    .replace(/days &gt; 60/, expression('isVeryLong'));
}

/** `${environment.variables.x}` is this engine's own spelling. */
const expression = (variable: string) => ['$', `{environment.variables.${variable}}`].join('');

async function begun(source: string): Promise<string> {
  const engine = new Engine({ name: 'leave', source, variables: { isLong: true, isVeryLong: false } });
  await engine.execute();
  return stateOf(engine);
}

async function afterTheNextTask(state: object): Promise<string> {
  const engine = new Engine({ name: 'leave' }).recover(state as never);
  const listener = new EventEmitter();
  const execution = await engine.resume({ listener: listener as never });
  const [waiting] = execution.getPostponed().filter((activity) => activity.type === 'bpmn:UserTask');
  if (waiting === undefined) throw new Error('no task waits');
  waiting.signal({ approved: true });
  return stateOf(engine);
}

async function stateOf(engine: Engine): Promise<string> {
  const state = await engine.getState();
  await engine.stop();
  return JSON.stringify(state);
}
