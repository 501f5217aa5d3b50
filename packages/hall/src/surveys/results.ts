/**
 * 调查结果: papers to charts. Nothing is said of fewer people than `least`, and nothing that is said lets one work it
 * out: groups that are too small are counted together with others, and of each question a group's figures are shown
 * only where what stays hidden of that question comes from none, or from enough.
 */
import type { Answers } from './paper.ts';

export interface Question {
  readonly key: string;
  readonly kind: 'one' | 'many' | 'rating' | 'yesno' | 'number' | 'text';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface Figures {
  /** How many have answered it. */
  readonly answered: number;
  /** In the order of the options; of numbers in the order of their ranges. */
  readonly bars: readonly { readonly name: string; readonly count: number }[];
  readonly mean?: number;
}

export interface QuestionResult extends Figures {
  readonly key: string;
  /** In the order of random ids, which is none. */
  readonly texts: readonly string[];
  readonly words: readonly { readonly word: string; readonly count: number }[];
  readonly groups: readonly (Figures & { readonly name: string })[];
}

export interface Results {
  /** Papers that these are made of; 0 where there were too few. */
  readonly counted: number;
  readonly groups: readonly { readonly name: string; readonly count: number }[];
  /** Null: too few have answered the question. */
  readonly questions: readonly (QuestionResult | { readonly key: string; readonly hidden: true })[];
}

export interface Plan {
  readonly least: number;
  readonly questions: readonly Question[];
  /** How groups are called, where they are told apart at all; others keep their value. */
  readonly groups?: {
    readonly names: ReadonlyMap<string, string>;
    readonly unknown: string;
    readonly key?: string;
  };
}

interface Block {
  readonly name: string;
  readonly papers: readonly Answers[];
}

export function resultsOf(plan: Plan, papers: readonly Answers[]): Results {
  const { least, questions } = plan;
  if (papers.length < least) return { counted: 0, groups: [], questions: questions.map(hidden) };
  const blocks = blocksOf(plan, papers);
  return {
    counted: papers.length,
    groups: blocks.map(({ name, papers: those }) => ({ name, count: those.length })),
    questions: questions.map((question) => {
      const answers = answersTo(question, papers);
      if (answers.length > 0 && answers.length < least) return hidden(question);
      const scale = scaleOf(question, answers);
      // What people are told apart by, told apart by itself, would say nothing.
      const cut = question.key === plan.groups?.key || question.kind === 'text' ? [] : blocks;
      return {
        key: question.key,
        ...figuresOf(question, answers, scale),
        texts: question.kind === 'text' ? answers.map(String) : [],
        words: question.kind === 'text' ? wordsIn(answers.map(String), least) : [],
        groups: shownOf(
          cut.map((block) => ({ name: block.name, answers: answersTo(question, block.papers) })),
          least,
        ).map((block) => ({ name: block.name, ...figuresOf(question, block.answers, scale) })),
      };
    }),
  };
}

const hidden = ({ key }: Question) => ({ key, hidden: true as const });

/** People by group, none of fewer than `least`: small ones together, and where that is too few, with the smallest other. */
function blocksOf({ groups, least }: Plan, papers: readonly Answers[]): readonly Block[] {
  if (groups === undefined) return [];
  const nameOf = (value: string) => groups.names.get(value) ?? (value === '' ? groups.unknown : value);
  const all = [...Map.groupBy(papers, ({ group }) => nameOf(group))]
    .map(([name, those]): Block => ({ name, papers: those }))
    .sort((one, other) => other.papers.length - one.papers.length || (one.name < other.name ? -1 : 1));
  const small = all.filter((block) => block.papers.length < least);
  const big = all.filter((block) => block.papers.length >= least);
  if (small.length === 0) return big;
  const merged = together(small);
  if (merged.papers.length >= least) return [...big, merged];
  const last = big.at(-1);
  return last === undefined ? [] : [...big.slice(0, -1), together([last, merged])];
}

const together = (blocks: readonly Block[]): Block => ({
  name: blocks.map(({ name }) => name).join('、'),
  papers: blocks.flatMap(({ papers }) => papers),
});

/**
 * 补充隐藏: of one question, the groups that are shown. Those with too few answers are not; and where these together are
 * too few still, so that the whole less the shown ones would tell of them, the smallest of the others goes as well.
 */
function shownOf<Each extends { readonly answers: readonly unknown[] }>(
  blocks: readonly Each[],
  least: number,
): readonly Each[] {
  const hide = new Set(blocks.filter(({ answers }) => answers.length > 0 && answers.length < least));
  const count = () => [...hide].reduce((sum, { answers }) => sum + answers.length, 0);
  const bySize = blocks
    .filter((block) => !hide.has(block) && block.answers.length > 0)
    .toSorted((one, other) => one.answers.length - other.answers.length);
  for (const next of bySize) {
    if (count() === 0 || count() >= least) break;
    hide.add(next);
  }
  return blocks.filter((block) => !hide.has(block));
}

function answersTo({ key, kind }: Question, papers: readonly Answers[]): readonly unknown[] {
  return papers.flatMap(({ answers }) => {
    const value = Object.hasOwn(answers, key) ? answers[key] : undefined;
    if (value === undefined || value === null || value === '') return [];
    if (kind === 'many') return Array.isArray(value) && value.length > 0 ? [value] : [];
    return kind === 'text' && String(value).trim() === '' ? [] : [value];
  });
}

interface Bar {
  readonly name: string;
  readonly holds: (answer: unknown) => boolean;
}

function scaleOf({ kind, options }: Question, answers: readonly unknown[]): readonly Bar[] {
  switch (kind) {
    case 'one':
      return options.map(({ value, label }) => ({ name: label, holds: (answer) => answer === value }));
    case 'many':
      return options.map(({ value, label }) => ({
        name: label,
        holds: (answer) => Array.isArray(answer) && answer.includes(value),
      }));
    case 'rating':
      return [1, 2, 3, 4, 5].map((grade) => ({ name: String(grade), holds: (answer) => answer === grade }));
    case 'yesno':
      return [true, false].map((value) => ({
        name: value ? '是' : '否',
        holds: (answer) => answer === value,
      }));
    case 'number':
      return rangesOf(answers.filter((answer) => typeof answer === 'number'));
    case 'text':
      return [];
  }
}

/** At most six ranges between round numbers: the smallest and the largest answer are somebody's own. */
function rangesOf(numbers: readonly number[]): readonly Bar[] {
  if (numbers.length === 0) return [];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const step = roundUp(Math.max((high - low) / 5, Number.EPSILON));
  const first = Math.floor(low / step) * step;
  const count = Math.floor((high - first) / step) + 1;
  const tidy = (value: number) => Number(value.toPrecision(10));
  return Array.from({ length: count }, (_, index) => {
    const from = tidy(first + index * step);
    const before = tidy(first + (index + 1) * step);
    return {
      name: `${from} – <${before}`,
      holds: (answer) => typeof answer === 'number' && answer >= from && answer < before,
    };
  });
}

/** 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  if (value <= Number.EPSILON) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

function figuresOf({ kind }: Question, answers: readonly unknown[], scale: readonly Bar[]): Figures {
  const numbers = answers.filter((answer) => typeof answer === 'number');
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  return {
    answered: answers.length,
    bars: scale.map(({ name, holds }) => ({ name, count: answers.filter(holds).length })),
    ...((kind === 'rating' || kind === 'number') &&
      numbers.length > 0 && { mean: Math.round(mean * 100) / 100 }),
  };
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const mostWords = 30;

/** 词频: by how many people a word was written, of words that at least `least` have written. */
function wordsIn(texts: readonly string[], least: number): QuestionResult['words'] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = new Set(
      [...segmenter.segment(text)]
        .filter(({ segment, isWordLike }) => isWordLike && [...segment].length > 1)
        .map(({ segment }) => segment.toLowerCase()),
    );
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .slice(0, mostWords)
    .map(([word, count]) => ({ word, count }));
}
