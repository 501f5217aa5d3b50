/**
 * What an act costs in the engine alone, without a database: deciding it and applying its events, on one core, in a
 * flow of thirty nodes with conditions on a form of twenty fields. And how large the state is that has to be stored.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Command,
  type Context,
  compileProcess,
  type Directory,
  decide,
  isAsked,
  nothing,
  type Program,
  type State,
} from '@yizhan/engine';
import { builtins, clock } from '@yizhan/feel';
import { median } from './rounds.ts';

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bound?: number;
  readonly ratio?: number;
}

interface Size {
  readonly rounds: number;
  readonly secondsEach: number;
}

const usual: Size = { rounds: 7, secondsEach: 1 };
/** What DESIGN.md wants. */
const wanted = { acts: 20_000, starts: 20_000, bytes: 4096 };

/** @public Called by `yizhan bench`. */
export async function run({ rounds, secondsEach }: Size = usual): Promise<readonly Row[]> {
  const program = await thirtyNodes();
  const rate = (work: () => number) => {
    const rates = Array.from({ length: rounds + 1 }, () => ratePerSecond(work, secondsEach));
    return Math.round(median(rates.slice(1)));
  };
  const acts = rate(() => walkThrough(program));
  const starts = rate(() => {
    submitted(program);
    return 1;
  });
  const bytes = stateAfter(program, 5);
  return [
    {
      what: 'acts on a flow of 30 nodes',
      value: acts,
      unit: 'a second of one core',
      ...against(acts, wanted.acts),
    },
    {
      what: 'starts of a flow of 30 nodes',
      value: starts,
      unit: 'a second of one core',
      ...against(starts, wanted.starts),
    },
    {
      what: 'state after 5 done steps of 30 nodes, without the form',
      value: bytes,
      unit: 'bytes',
      bound: wanted.bytes,
      ratio: Number((bytes / wanted.bytes).toFixed(2)),
    },
  ];
}

/** A ratio above 1 is better than wanted. */
const against = (value: number, bound: number) => ({ bound, ratio: Number((value / bound).toFixed(2)) });

async function thirtyNodes(): Promise<Program> {
  const xml = await readFile(path.join(import.meta.dirname, 'engine/thirty-nodes.bpmn'), 'utf8');
  const compiled = await compileProcess(xml);
  if ('faults' in compiled) throw new Error(`the flow of the bench: ${JSON.stringify(compiled.faults)}`);
  if (compiled.program.nodes.size !== 30) throw new Error('the flow of the bench has not thirty nodes');
  return compiled.program;
}

/**
 * By the time of the processor and not of the clock: what one core does in a second, whatever else the machine has to
 * do meanwhile. The collector's threads count too.
 */
function ratePerSecond(work: () => number, seconds: number): number {
  const before = process.cpuUsage();
  const until = performance.now() + seconds * 1000;
  let done = 0;
  while (performance.now() < until) done += work();
  const { user, system } = process.cpuUsage(before);
  return (done / (user + system)) * 1_000_000;
}

let ids = 0;
const holder = (of: string): readonly string[] => [`holder of ${of}`];
const directory: Directory = {
  unitHeadOf: ({ unit }) => holder(unit),
  headsOfUnit: holder,
  holdersOf: (title, unit) => holder(`${title} ${unit}`),
  nearestHoldersOf: (title, { unit }) => holder(`${title} ${unit}`),
  relatedTo: (relation, { unit }) => holder(`${relation} ${unit}`),
  dataOwnersOf: holder,
  standingOf: (id) => ({ unit: id }),
  isActive: () => true,
  membersOf: holder,
  administrators: () => holder('everything'),
  headChainOf: ({ unit }) => [holder(unit)],
  superiorsOf: holder,
};
const calendar = { hours: [['08:30', '17:30']], holidays: [], workdays: [] } as const;
const context: Context = {
  now: '2026-03-02T01:00:00.000Z',
  // As long as the real ones, for they are in the state.
  newId: () => `0190f000-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
  directory,
  mayActFor: () => false,
  after: (from) => from,
  scope: { ...builtins(calendar), ...clock('2026-03-02') },
};

const form = {
  items: [
    { name: '光谱仪', kind: '设备', price: 86_000, count: 1 },
    { name: '控制软件', kind: '软件', price: 24_000, count: 2 },
  ],
  origin: '进口',
  experts: ['P1', 'P2', 'P3'],
  ...Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`field${index}`, `第 ${index} 项的内容`])),
};

function after(program: Program, state: State, command: Command): State {
  const decision = decide(program, state, command, context);
  if ('refusal' in decision) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
  return decision.state;
}

function submitted(program: Program): State {
  const applicant = { person: 'P0', unit: 'office' };
  const draft = after(program, nothing, { type: 'create', initiator: 'P0', applicant, data: form });
  return after(program, draft, { type: 'submit', person: 'P0', data: form });
}

/** The first open task is approved by the first whom it asks, with the whole form as the hall gives it. */
function approved(program: Program, state: State): State {
  const [task] = state.tasks;
  const person = task && isAsked(task)[0];
  if (task === undefined || person === undefined) throw new Error('nobody is asked');
  return after(program, state, { type: 'approve', task: task.id, person, data: form });
}

/** From the submission to the end. Answers how many acts that took. */
function walkThrough(program: Program): number {
  let acts = 0;
  for (let state = submitted(program); state.status === 'running'; acts++) state = approved(program, state);
  return acts + 1;
}

function stateAfter(program: Program, steps: number): number {
  let state = submitted(program);
  while (state.approvals.length < steps) state = approved(program, state);
  const { data: _, ...stored } = state;
  return Buffer.byteLength(JSON.stringify(stored));
}
