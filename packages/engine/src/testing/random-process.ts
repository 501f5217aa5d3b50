/**
 * Random processes that are well structured (whatever forks joins again), with random people and data. The tree
 * is what fast-check shrinks; `xmlOf` draws it.
 */
import fc from 'fast-check';
import type { Data } from '../state.ts';
import {
  boundary,
  declared,
  end,
  eventSub,
  exclusive,
  file,
  flow,
  inclusive,
  over,
  parallel,
  processOf,
  refers,
  repeated,
  start,
  startOn,
  sub,
  taskWith,
  timer,
} from './bpmn.ts';

export type Block =
  | {
      readonly kind: 'step';
      readonly mode: 'single' | 'countersign' | 'orSign';
      readonly whenNobody: 'administrator' | 'skip';
      readonly actors: 'field' | readonly string[];
    }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'choice'; readonly branches: readonly Branch[]; readonly otherwise: Block }
  | { readonly kind: 'parallel'; readonly branches: readonly Block[]; readonly isBehindStep: boolean }
  | { readonly kind: 'inclusive'; readonly branches: readonly Branch[]; readonly otherwise: Block }
  /** Done again as long as the data say so, which every step of it may change. */
  | { readonly kind: 'loop'; readonly block: Block; readonly condition: string }
  | {
      readonly kind: 'scope';
      readonly block: Block;
      readonly repeat?: 'sequential' | 'parallel';
      /** A timer on it, which leads to a step of its own and then on. */
      readonly timer?: 'interrupting' | 'beside';
      readonly listener?: 'interrupting' | 'beside';
    };

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

const blocks = (isWide: boolean): fc.Arbitrary<Block> =>
  fc.letrec<{ block: Block }>((tie) => {
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
        ...(isWide
          ? [
              fc.record({
                kind: fc.constant('inclusive' as const),
                branches: fc.array(fc.record({ condition, block: tie('block') }), {
                  minLength: 1,
                  maxLength: 2,
                }),
                otherwise: tie('block'),
              }),
              fc.record({ kind: fc.constant('loop' as const), condition, block: tie('block') }),
              fc.record(
                {
                  kind: fc.constant('scope' as const),
                  block: tie('block'),
                  repeat: fc.constantFrom('sequential' as const, 'parallel' as const),
                  timer: fc.constantFrom('interrupting' as const, 'beside' as const),
                  listener: fc.constantFrom('interrupting' as const, 'beside' as const),
                },
                { requiredKeys: ['kind', 'block'] },
              ),
            ]
          : []),
      ),
    };
  }).block;

/** Steps, choices and parallel blocks: all that happens in them somebody has done. */
export const someBlock: fc.Arbitrary<Block> = blocks(false);
/** Besides these inclusive blocks, loops, repeated and other sub-processes, and what happens on and in them. */
export const someWideBlock: fc.Arbitrary<Block> = blocks(true);

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
      case 'inclusive': {
        const [split, merge, otherwise] = [name('or'), name('orJoin'), name('default')];
        elements.push(inclusive(split, otherwise), inclusive(merge));
        arrive(way, split);
        for (const { condition, block: inner } of block.branches)
          arrive(draw(inner, { from: split, condition }), merge);
        arrive(draw(block.otherwise, { from: split, id: otherwise }), merge);
        return { from: merge };
      }
      case 'loop': {
        const [top, again, out] = [name('top'), name('again'), name('out')];
        elements.push(exclusive(top), exclusive(again, out));
        arrive(way, top);
        // A step in every round, or a loop whose condition holds would go round for ever.
        arrive(draw(block.block, drawStep(plainStep, { from: top })), again);
        arrive({ from: again, condition: block.condition }, top);
        return { from: again, id: out };
      }
      case 'scope':
        return drawScope(block, way);
    }
  };

  const drawScope = (block: Extract<Block, { kind: 'scope' }>, way: Way): Way => {
    const [scope, merge] = [name('scope'), name('scopeMerge')];
    const outside = elements.splice(0);
    const [begin, finish] = [name('begin'), name('finish')];
    elements.push(start(begin), end(finish));
    arrive(draw(block.block, { from: begin }), finish);
    if (block.listener !== undefined) {
      const [listener, on] = [name('listener'), name('on')];
      const scopeElements = elements.splice(0);
      drawStep(plainStep, { from: on });
      const inner = elements.splice(0);
      elements.push(
        ...scopeElements,
        eventSub(
          listener,
          startOn(on, refers('signal', 'X'), `isInterrupting="${block.listener === 'interrupting'}"`),
          ...inner,
        ),
      );
    }
    const drawn = sub(scope, ...elements.splice(0));
    const loop = block.repeat && over('who', `isSequential="${block.repeat === 'sequential'}"`);
    elements.push(...outside, loop === undefined ? drawn : repeated(drawn, loop), exclusive(merge));
    arrive(way, scope);
    arrive({ from: scope }, merge);
    if (block.timer !== undefined) {
      const late = name('late');
      elements.push(boundary(late, scope, timer('timeDuration', 'PT1H'), block.timer === 'interrupting'));
      const behind = drawStep(plainStep, { from: late });
      // What goes on beside has an end of its own: merged here it would be one token too many for a join.
      const aside = name('aside');
      if (block.timer === 'beside') elements.push(end(aside));
      arrive(behind, block.timer === 'beside' ? aside : merge);
    }
    return { from: merge };
  };
  arrive(draw(root, { from: 'apply' }), 'end');
  return file(declared('X'), processOf('process', start(), end(), ...elements));
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
