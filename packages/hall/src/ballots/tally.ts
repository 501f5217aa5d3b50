/**
 * 计票: papers to results. Only of as many papers as the ballot says (`least`) is anything told, and nothing that is told
 * lets one work out what is not: a total is made of what is shown, and small groups that are counted together have no
 * result of their own.
 */

/** 选票, as it lies in the box: the group of whoever cast it, and what he answered. */
export interface Paper {
  readonly voters: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface Counting {
  readonly least: number;
  readonly small: 'merge' | 'withhold';
  /** Groups of voters; none: everybody is of one. */
  readonly voters: readonly { readonly id: string; readonly name: string; readonly weight: number }[];
  readonly questions: readonly CountedQuestion[];
}

export interface CountedQuestion {
  readonly key: string;
  readonly kind: 'number' | 'choice' | 'text';
  /** Of a choice: an option without a score counts as no answer in the mean. */
  readonly options: readonly { readonly value: string; readonly score?: number }[];
  readonly weight: number;
}

export interface Tally {
  /** How many were asked; null where nobody has voted. */
  readonly asked: number | null;
  /** Papers in the box. */
  readonly papers: number;
  /** Those that the results are made of; the others are of groups that are too small. */
  readonly counted: number;
  /** Weighted over groups and questions; null where there is nothing to tell. */
  readonly total: number | null;
  readonly questions: Readonly<Record<string, QuestionResult>>;
  readonly groups: readonly GroupResult[];
}

interface QuestionResult {
  /** Papers that answered it; null, as all the rest, where nothing is told. */
  readonly count: number | null;
  readonly mean: number | null;
  readonly options: Readonly<
    Record<string, { readonly count: number | null; readonly share: number | null }>
  >;
  /** In the order of the alphabet. */
  readonly texts: readonly string[];
}

interface GroupResult {
  /** `甲、乙` of groups that were counted together. */
  readonly name: string;
  readonly papers: number;
  readonly total: number | null;
  readonly questions: Readonly<Record<string, QuestionResult>>;
}

interface Pile {
  readonly names: readonly string[];
  readonly weight: number;
  readonly papers: readonly Paper[];
}

export function tally(counting: Counting, papers: readonly Paper[], asked: number | null): Tally {
  const piles = toldOf(counting, pilesOf(counting, papers));
  const told = piles.flatMap((pile) => pile.papers);
  const groups = piles.map((pile) => {
    const questions = resultsOf(counting, pile.papers, [{ ...pile, weight: 1 }]);
    return {
      name: pile.names.join('、'),
      papers: pile.papers.length,
      total: totalOf(counting, questions),
      questions,
    };
  });
  const questions = resultsOf(counting, told, piles);
  return {
    asked,
    papers: papers.length,
    counted: told.length,
    total: totalOf(counting, questions),
    questions: rounded(questions),
    groups: groups.map((group) => ({ ...group, questions: rounded(group.questions) })),
  };
}

function pilesOf({ voters }: Counting, papers: readonly Paper[]): readonly Pile[] {
  const known = new Set(voters.map(({ id }) => id));
  const others = papers.filter((paper) => !known.has(paper.voters));
  const groups = voters.map(({ id, name, weight }) => ({
    names: [name],
    weight,
    papers: papers.filter((paper) => paper.voters === id),
  }));
  return [...groups, { names: [], weight: 1, papers: others }].filter((pile) => pile.papers.length > 0);
}

/** Small piles are put together, and where that is still too few, with the smallest of the others; or left out. */
function toldOf({ least, small }: Counting, piles: readonly Pile[]): readonly Pile[] {
  const isBig = (pile: Pile) => pile.papers.length >= least;
  const big = piles.filter(isBig);
  const few = piles.filter((pile) => !isBig(pile));
  if (small === 'withhold' || few.length === 0) return big;
  const merged = together(few);
  if (isBig(merged)) return [...big, merged];
  const [smallest, ...rest] = big.toSorted((one, other) => one.papers.length - other.papers.length);
  if (smallest === undefined) return [];
  return big.flatMap((pile) => (rest.includes(pile) ? [pile] : [together([smallest, merged])]));
}

const together = (piles: readonly Pile[]): Pile => ({
  names: piles.flatMap(({ names }) => names),
  weight: piles.reduce((sum, { weight }) => sum + weight, 0),
  papers: piles.flatMap(({ papers }) => papers),
});

/** Counts over all papers; means and shares weighted over the piles in which somebody answered. */
function resultsOf(
  { questions }: Counting,
  papers: readonly Paper[],
  piles: readonly Pile[],
): Readonly<Record<string, QuestionResult>> {
  const count = (isMeant: (paper: Paper) => boolean) =>
    piles.length === 0 ? null : papers.filter(isMeant).length;
  return Object.fromEntries(
    questions.map((question) => [
      question.key,
      {
        count: count((paper) => answerOf(question, paper) !== undefined),
        mean: weighted(piles, (pile) =>
          meanOf(pile.papers.flatMap((paper) => scoreOf(question, paper) ?? [])),
        ),
        options: Object.fromEntries(
          question.options.map(({ value }) => [
            value,
            {
              count: count((paper) => answerOf(question, paper) === value),
              share: weighted(piles, (pile) => shareOf(question, pile, value)),
            },
          ]),
        ),
        texts: question.kind === 'text' ? textsOf(question, papers) : [],
      },
    ]),
  );
}

const answerOf = ({ key }: CountedQuestion, { answers }: Paper): unknown =>
  Object.hasOwn(answers, key) ? (answers[key] ?? undefined) : undefined;

function scoreOf(question: CountedQuestion, paper: Paper): number | undefined {
  const answer = answerOf(question, paper);
  if (question.kind === 'number') return typeof answer === 'number' ? answer : undefined;
  return question.options.find(({ value }) => value === answer)?.score;
}

function shareOf(question: CountedQuestion, { papers }: Pile, value: string): number | undefined {
  const answers = papers.flatMap((paper) => answerOf(question, paper) ?? []);
  return answers.length === 0
    ? undefined
    : answers.filter((answer) => answer === value).length / answers.length;
}

const textsOf = (question: CountedQuestion, papers: readonly Paper[]): readonly string[] =>
  papers
    .map((paper) => answerOf(question, paper))
    .filter((answer): answer is string => typeof answer === 'string' && answer.trim() !== '')
    .sort();

const meanOf = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Over the piles that have a value; where all of these weigh nothing, each the same. */
function weighted(piles: readonly Pile[], of: (pile: Pile) => number | undefined): number | null {
  return over(piles.map((pile) => ({ value: of(pile), weight: pile.weight })));
}

function over(parts: readonly { readonly value: number | null | undefined; readonly weight: number }[]) {
  const there = parts.flatMap(({ value, weight }) => (value == null ? [] : [{ value, weight }]));
  if (there.length === 0) return null;
  const all = there.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return meanOf(there.map(({ value }) => value)) ?? null;
  return there.reduce((sum, { value, weight }) => sum + value * weight, 0) / all;
}

const totalOf = ({ questions }: Counting, results: Readonly<Record<string, QuestionResult>>): number | null =>
  round(
    over(
      questions
        .filter(({ weight }) => weight > 0)
        .map(({ key, weight }) => ({ value: results[key]?.mean, weight })),
    ),
  );

const rounded = (
  results: Readonly<Record<string, QuestionResult>>,
): Readonly<Record<string, QuestionResult>> =>
  Object.fromEntries(
    Object.entries(results).map(([key, { mean, options, ...rest }]) => [
      key,
      {
        ...rest,
        mean: round(mean),
        options: Object.fromEntries(
          Object.entries(options).map(([value, { count, share }]) => [value, { count, share: round(share) }]),
        ),
      },
    ]),
  );

/** To four places: what is kept in the form is read by people and compared by conditions. */
const round = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1e4) / 1e4;
