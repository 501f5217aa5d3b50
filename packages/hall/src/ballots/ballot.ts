import { type CompiledForm, compileForm, type Field, type FormDocument } from '@yizhan/forms';
import { type Figure, inBothLanguages } from '../services/words.ts';
import type { BallotQuestion, BallotSettings } from './settings.ts';
import type { CountedQuestion, Counting } from './tally.ts';

/** The questions as a form, which the same rules judge and the same page shows; its only step is `apply`. */
export function ballotForm({ title, questions }: BallotSettings): FormDocument {
  const { zh, en } = inBothLanguages(title);
  return {
    formatVersion: 1,
    key: 'ballot',
    title: zh,
    ...(en && { titleEn: en }),
    sections: [{ key: 'ballot', title: zh, ...(en && { titleEn: en }), fields: questions.map(fieldOf) }],
    steps: {},
  };
}

const compiled = new WeakMap<BallotSettings, CompiledForm>();

export function compiledBallot(ballot: BallotSettings): CompiledForm {
  const form = compiled.get(ballot) ?? compileForm(ballotForm(ballot));
  compiled.set(ballot, form);
  return form;
}

/** What is judged by the form's own check before a service is published. */
function fieldOf({ scores: _, weight: __, ...question }: BallotQuestion): Field {
  const isText = question.type === 'text' || question.type === 'textarea';
  return {
    ...question,
    span: 24,
    ...(isText && { maxLength: question.maxLength ?? usualLength }),
  } as Field;
}

const usualLength = 200;

/**
 * The bytes that hold any paper of this ballot: every paper is padded to it, or a long remark would be known by its
 * length. A character takes at most six bytes in JSON.
 */
export function paperSize({ questions, voters = [] }: BallotSettings): number {
  const sizes = questions.map(({ key, type, maxLength = usualLength, options = [] }) => {
    const isText = type === 'text' || type === 'textarea';
    const longest = Math.max(32, ...options.map(({ value }) => bytes(value)));
    return key.length + 8 + (isText ? 6 * maxLength : longest);
  });
  const group = Math.max(0, ...voters.map(({ id }) => bytes(id)));
  const all = 32 + group + sizes.reduce((sum, size) => sum + size, 0);
  return Math.ceil(all / 64) * 64;
}

const bytes = (text: string): number => Buffer.byteLength(JSON.stringify(text));

export const leastPapers = ({ least = 5 }: BallotSettings): number => least;

/** How papers are counted, with the parameters of the service put in. */
export function countingOf(ballot: BallotSettings, parameters: Readonly<Record<string, unknown>>): Counting {
  const figure = (wanted: Figure): number => {
    const value = typeof wanted === 'number' ? wanted : parameters[wanted.slice('parameters.'.length)];
    if (typeof value !== 'number') throw new Error(`${wanted} 不是数值`);
    return value;
  };
  return {
    least: leastPapers(ballot),
    small: ballot.small ?? 'merge',
    voters: (ballot.voters ?? []).map(({ id, name, weight }) => ({
      id,
      name: inBothLanguages(name).zh,
      weight: figure(weight),
    })),
    questions: ballot.questions.map(
      ({ key, type, scores = {}, weight = 1, options = [] }): CountedQuestion => ({
        key,
        kind: type === 'rating' || type === 'number' ? 'number' : options.length > 0 ? 'choice' : 'text',
        options: options.map(({ value }) => ({
          value,
          ...(Object.hasOwn(scores, value) && { score: figure(scores[value] ?? 0) }),
        })),
        weight: figure(weight),
      }),
    ),
  };
}
