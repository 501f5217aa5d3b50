import Type, { type Static } from 'typebox';
import { BilingualText, closed, Figure, oneOf, Word } from '../services/words.ts';

const BallotQuestion = closed({
  key: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]*$' }),
  type: oneOf(['rating', 'radio', 'select', 'number', 'text', 'textarea']),
  label: Word,
  labelEn: Type.Optional(Type.String()),
  help: Type.Optional(Type.String()),
  required: Type.Optional(Type.Boolean()),
  options: Type.Optional(
    Type.Array(closed({ value: Word, label: Word, labelEn: Type.Optional(Type.String()) }), { minItems: 1 }),
  ),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
  unit: Type.Optional(Type.String()),
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  /** What each option counts; one without a figure (弃权) counts as no answer. */
  scores: Type.Optional(Type.Record(Type.String(), Figure)),
  /** How much the question counts in the whole paper's score; 1 where it is absent, 0: not at all. */
  weight: Type.Optional(Figure),
});
export type BallotQuestion = Static<typeof BallotQuestion>;

/** 参评人类别: those whom actors with these `voters` name. */
const VoterGroup = closed({ id: Word, name: BilingualText, weight: Figure });

/** 选票: what is asked of voters whose papers nobody can tell apart by person. */
export const BallotSettings = closed({
  title: BilingualText,
  help: Type.Optional(BilingualText),
  questions: Type.Array(BallotQuestion, { minItems: 1, maxItems: 50 }),
  voters: Type.Optional(Type.Array(VoterGroup, { minItems: 1, maxItems: 20 })),
  /** The fewest papers of a group of which anything is said; 5 where it is absent. */
  least: Type.Optional(Type.Integer({ minimum: 2, maximum: 100 })),
  /** What becomes of a smaller group: it is counted together with others, or not at all. */
  small: Type.Optional(oneOf(['merge', 'withhold'])),
});
export type BallotSettings = Static<typeof BallotSettings>;
