/**
 * Random processes that are well structured (whatever forks joins again), with random people and data. The tree
 * is what fast-check shrinks; `xmlOf` draws it.
 */
import fc from 'fast-check';
import type { Data } from '../state.ts';
import { bpmn, end, exclusive, flow, parallel, start, taskWith } from './bpmn.ts';

export type Block =
  | {
      readonly kind: 'step';
      readonly mode: 'single' | 'countersign' | 'orSign';
      readonly whenNobody: 'administrator' | 'skip';
      readonly actors: 'field' | readonly string[];
    }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'choice'; readonly branches: readonly Branch[]; readonly otherwise: Block }
  | { readonly kind: 'parallel'; readonly branches: readonly Block[]; readonly isBehindStep: boolean };

interface Branch {
  readonly condition: string;
  readonly block: Block;
}

const people = ['p1', 'p2', 'p3'];
const somePeople = fc.subarray(people);
const condition = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 3 }))
    .map(([name, than]) => `${name} > ${than}`),
  fc.constant('flag'),
);

/** Also with fields left out, which makes conditions null and finds nobody. */
export const someData: fc.Arbitrary<Data> = fc.record(
  {
    a: fc.integer({ min: 0, max: 4 }),
    b: fc.integer({ min: 0, max: 4 }),
    flag: fc.boolean(),
    who: somePeople,
    note: fc.string({ maxLength: 3 }),
  },
  { requiredKeys: [] },
);

export const someBlock: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const step = fc.record({
    kind: fc.constant('step' as const),
    mode: fc.constantFrom('single' as const, 'countersign' as const, 'orSign' as const),
    whenNobody: fc.constantFrom('administrator' as const, 'skip' as const),
    actors: fc.oneof(somePeople, fc.constant('field' as const)),
  });
  const blocks = (minLength: number) => fc.array(tie('block'), { minLength, maxLength: 3 });
  return {
    block: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      step,
      fc.record({ kind: fc.constant('sequence' as const), blocks: blocks(0) }),
      fc.record({
        kind: fc.constant('choice' as const),
        branches: fc.array(fc.record({ condition, block: tie('block') }), { minLength: 1, maxLength: 2 }),
        otherwise: tie('block'),
      }),
      fc.record({
        kind: fc.constant('parallel' as const),
        branches: blocks(2),
        isBehindStep: fc.boolean(),
      }),
    ),
  };
}).block;

/** A flow that has left a node and not yet arrived. */
interface Way {
  readonly from: string;
  readonly id?: string;
  readonly condition?: string;
}

export function xmlOf(root: Block): string {
  const elements: string[] = [];
  let serial = 0;
  const name = (kind: string) => `${kind}${++serial}`;
  const arrive = ({ from, id = name('f'), condition }: Way, to: string) =>
    elements.push(flow(id, from, to, condition));

  const drawStep = (block: Extract<Block, { kind: 'step' }>, way: Way): Way => {
    const id = name('step');
    elements.push(
      taskWith(
        id,
        `<yizhan:approval mode="${block.mode}" whenNobody="${block.whenNobody}">${actorsOf(block.actors)}</yizhan:approval>`,
      ),
    );
    arrive(way, id);
    return { from: id };
  };

  const draw = (block: Block, way: Way): Way => {
    switch (block.kind) {
      case 'step':
        return drawStep(block, way);
      case 'sequence':
        return block.blocks.reduce((at, inner) => draw(inner, at), way);
      case 'choice': {
        const [split, merge, otherwise] = [name('split'), name('merge'), name('default')];
        elements.push(exclusive(split, otherwise), exclusive(merge));
        arrive(way, split);
        for (const { condition, block: inner } of block.branches)
          arrive(draw(inner, { from: split, condition }), merge);
        arrive(draw(block.otherwise, { from: split, id: otherwise }), merge);
        return { from: merge };
      }
      case 'parallel': {
        const join = name('join');
        elements.push(parallel(join));
        const fork = block.isBehindStep ? drawStep(plainStep, way).from : name('fork');
        if (!block.isBehindStep) {
          elements.push(parallel(fork));
          arrive(way, fork);
        }
        for (const inner of block.branches) arrive(draw(inner, { from: fork }), join);
        return { from: join };
      }
    }
  };
  arrive(draw(root, { from: 'apply' }), 'end');
  return bpmn(start(), end(), ...elements);
}

const plainStep = { kind: 'step', mode: 'single', whenNobody: 'administrator', actors: ['p1'] } as const;

/** Nobody among the people is one who is found nowhere: a group of no one. */
const actorsOf = (actors: 'field' | readonly string[]): string =>
  actors === 'field'
    ? '<yizhan:actor is="field" field="who"/>'
    : [
        `<yizhan:actor is="group" group="nobody"/>`,
        ...actors.map((id) => `<yizhan:actor is="person" person="${id}"/>`),
      ].join('');

export const directory = { 'group(nobody)': [] };
