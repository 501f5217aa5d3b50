import Type, { type Static } from 'typebox';
import { closed, oneOf, Word } from '../services/words.ts';

/** What the school knows of a person and a survey may keep with his answers; nothing that few have in common. */
const keptFacts = ['kind', 'category', 'unitKind', 'level', 'campus', 'gender'] as const;

/** By what results are told apart: one thing alone, for two cuts through the same people give smaller groups than either. */
const Group = Type.Union([closed({ profile: oneOf(keptFacts) }), closed({ question: Word })]);

/** 调查: the form is the questionnaire, the windows are its rounds, and whoever may apply is asked. */
export const SurveySettings = closed({
  /** A promise and not a switch: surveys with names are collections (采集). */
  anonymous: Type.Literal(true),
  group: Type.Optional(Group),
  /** The fewest people of whom anything is said; 5 where it is absent. */
  least: Type.Optional(Type.Integer({ minimum: 5, maximum: 100 })),
  results: Type.Optional(
    closed({
      /** When those who look after the service see them; `live` where it is absent. */
      owner: Type.Optional(oneOf(['live', 'closed'])),
      /** Whether those who were asked see charts when the round is over. */
      asked: Type.Optional(oneOf(['closed', 'never'])),
    }),
  ),
  /** Days before a round closes on which those who have not answered are reminded. */
  remind: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 60 }), { minItems: 1, maxItems: 10 })),
  /** Fields that say how somebody can be reached: kept apart from the answers, sealed, for the owner after the round. */
  contact: Type.Optional(Type.Array(Word, { minItems: 1, maxItems: 6 })),
});
export type SurveySettings = Static<typeof SurveySettings>;

export const leastAnswers = ({ least = 5 }: SurveySettings): number => least;
