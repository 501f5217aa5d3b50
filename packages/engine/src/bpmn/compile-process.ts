/** BPMN 2.0 XML → a program that can run, or all the reasons why it cannot, each with its element. */
import type { Decision, Program } from '../program.ts';
import { compileScope, type Graph } from './compile-scope.ts';
import { startCompiling } from './compiling.ts';
import type { ScopeElement } from './element.ts';
import type { Fault } from './fault.ts';
import { initiatorOf, namesWritten, withoutCounterpart } from './foreign/attributes.ts';
import { confirmation, insertConfirmation } from './insert-confirmation.ts';
import { parse } from './parse.ts';
import { structureDoubts, structureFaults } from './structure-faults.ts';

export type Compiled =
  /** `doubts` do not keep it from running, but a service is not published with any. */
  { readonly program: Program; readonly doubts: readonly Fault[] } | { readonly faults: readonly Fault[] };

export interface CompileOptions {
  /** Which process of the file; needed only where it holds several and none is called by the others. */
  readonly process?: string;
  /** Names that conditions may read (the form's fields). When given, any other name is a fault. */
  readonly names?: readonly string[];
  /** DMN decisions that business rule tasks may ask, by id. A task whose decision isn't here is a worker's. */
  readonly decisions?: ReadonlyMap<string, Decision>;
  /** The applicant confirms what somebody else initiated for him, before anything else (代发起). */
  readonly confirm?: boolean;
  /** Processes of other files that call activities may call, by id. */
  readonly called?: ReadonlyMap<string, Program>;
}

export async function compileProcess(xml: string, options: CompileOptions = {}): Promise<Compiled> {
  const parsed = await parse(xml);
  if ('faults' in parsed) return parsed;
  const tooDeep = parsed.processes.flatMap(tooDeepIn);
  if (tooDeep.length > 0) return { faults: tooDeep };
  const chosen = choose(parsed.processes, options.process);
  if (typeof chosen === 'string') return { faults: [{ element: '', message: chosen }] };
  const called = new Map(options.called);
  const faults: Fault[] = [];
  const doubts: Fault[] = [];
  // Every process of the file, since any may be called; a fault in one that isn't is none of the chosen one's.
  for (const process of parsed.processes) {
    const compiled = compileOne(
      process,
      process === chosen ? options.names : undefined,
      options.decisions,
      called,
      process === chosen && options.confirm === true,
    );
    if ('program' in compiled) {
      called.set(compiled.program.id, compiled.program);
      if (process === chosen) doubts.push(...compiled.doubts);
    } else if (process === chosen) faults.push(...compiled.faults);
  }
  if (faults.length > 0) return { faults };
  const program = called.get(chosen.id ?? '');
  if (program === undefined) throw new Error('a process without faults was compiled');
  const missing = uncalled(program, called);
  return missing.length > 0 ? { faults: missing } : { program, doubts };
}

/** How deep sub-processes may lie in one another; a file with more is no drawing of an office's work. */
const deepest = 50;

/** Level by level and without recursion, which a hostile file would exhaust. */
function tooDeepIn(process: ScopeElement): readonly Fault[] {
  let level: readonly { readonly top: string; readonly element: ScopeElement }[] = [
    { top: process.id ?? '', element: process },
  ];
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap(({ top, element }) =>
      (element.flowElements ?? [])
        .filter((inner) => inner.flowElements !== undefined)
        .map((inner) => ({ top: depth === 0 ? (inner.id ?? top) : top, element: inner })),
    );
  }
  return level.slice(0, 1).map(({ top }) => ({ element: top, message: `子流程嵌套超过 ${deepest} 层` }));
}

function choose(processes: readonly ScopeElement[], id: string | undefined): ScopeElement | string {
  if (id !== undefined) return processes.find((process) => process.id === id) ?? `文件中没有流程“${id}”`;
  const [first, ...others] = processes.filter((process) => (process.flowElements ?? []).length > 0);
  if (first === undefined) return processes[0] ?? '文件中没有流程（process）';
  if (others.length === 0) return first;
  const called = new Set(processes.flatMap((process) => calledIn(process)));
  const roots = [first, ...others].filter((process) => !called.has(process.id ?? ''));
  return roots.length === 1 && roots[0] !== undefined
    ? roots[0]
    : `文件中有 ${processes.length} 个流程，请指明是哪一个`;
}

const calledIn = ({ flowElements = [] }: ScopeElement): readonly string[] =>
  flowElements.flatMap((element) => [
    ...(element.calledElement === undefined ? [] : [element.calledElement]),
    ...calledIn(element),
  ]);

function compileOne(
  process: ScopeElement,
  names: readonly string[] | undefined,
  decisions: CompileOptions['decisions'],
  called: ReadonlyMap<string, Program>,
  isConfirmed: boolean,
): Compiled {
  const compiling = startCompiling({
    names: names && [...names, ...namesWritten(process)],
    decisions: decisions ?? new Map(),
    initiator: initiatorOf(process),
  });
  for (const what of withoutCounterpart(process)) compiling.doubt('', `${what} 在这里没有对应的功能`);
  const graph: Graph = { scopes: new Map(), nodes: new Map(), flows: new Map() };
  compileScope(process, graph, compiling);
  const id = process.id ?? '';
  if (compiling.faults.length === 0) compiling.faults.push(...structureFaults(id, graph));
  if (isConfirmed && graph.nodes.has(confirmation))
    compiling.fault(confirmation, '代发起要本人确认时，confirm 是那个环节的 id，请给这个元素换个 id');
  if (compiling.faults.length > 0) return { faults: compiling.faults };
  const start = [...graph.nodes.values()].find(
    (node) => node.kind === 'startEvent' && node.scope === id && node.trigger === undefined,
  );
  const doubts = [...compiling.doubts, ...structureDoubts(id, graph)];
  if (isConfirmed && start !== undefined) insertConfirmation(graph, start.id, id);
  return {
    program: { id, name: process.name ?? id, ...(start && { start: start.id }), ...graph, called },
    doubts,
  };
}

/** Call activities, also of what is called, whose process is nowhere to be found. */
function uncalled(program: Program, called: ReadonlyMap<string, Program>): readonly Fault[] {
  const seen = new Set([program]);
  const faults: Fault[] = [];
  for (const each of seen) {
    for (const node of each.nodes.values()) {
      if (node.kind !== 'callActivity') continue;
      const other = called.get(node.process);
      if (other === undefined)
        faults.push({ element: node.id, message: `没有找到被调用的流程“${node.process}”` });
      else if (other.scopes.get(other.id)?.entries.length === 0)
        faults.push({ element: node.id, message: `被调用的流程“${node.process}”没有空白开始事件` });
      else seen.add(other);
    }
  }
  return faults;
}
