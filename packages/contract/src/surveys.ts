/** 调查: anonymous questionnaires, and what may be told of their answers. */
import Type, { type Static } from 'typebox';
import { ServiceDetail, Text } from './services.ts';
import { FormValues, Id, oneOf } from './values.ts';

const Day = Type.String({ format: 'date', description: 'a day in China' });
const Count = Type.Integer({ minimum: 0 });
const Service = Type.Object({ id: Type.String(), name: Text });

const Round = Type.Object({
  id: Type.String(),
  opens: Day,
  closes: Day,
  state: oneOf(['open', 'closed']),
  asked: Count,
  answered: Count,
});

export const SurveySummary = Type.Object({
  service: Service,
  rounds: Type.Array(Round, { description: 'the newest first' }),
});
export type SurveySummary = Static<typeof SurveySummary>;

export const SurveyList = Type.Object({ items: Type.Array(SurveySummary) });

export const OwedSurveys = Type.Object({
  items: Type.Array(
    Type.Object({ service: Service, opens: Day, closes: Day, days: Type.Integer({ description: 'left' }) }),
  ),
});
export type OwedSurveys = Static<typeof OwedSurveys>;

export const SurveyDetail = Type.Object({
  service: Service,
  owner: Type.Object({ unit: Type.String(), phone: Type.String() }),
  purpose: Text,
  least: Type.Integer({ description: 'of fewer people nothing is told' }),
  state: oneOf(['open', 'answered', 'closed']),
  results: Type.Boolean({ description: 'whether I may see the charts of the last round' }),
  opens: Type.Optional(Day),
  closes: Type.Optional(Day),
  form: Type.Optional(ServiceDetail.properties.form),
  parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  calendar: Type.Optional(ServiceDetail.properties.calendar),
  contact: Type.Optional(
    Type.Array(Type.String(), { description: 'fields that are kept apart from the answers' }),
  ),
  kept: Type.Optional({ ...Text, description: 'what is kept of me, or which answer results are grouped by' }),
  keptByQuestion: Type.Optional(Type.Boolean()),
});
export type SurveyDetail = Static<typeof SurveyDetail>;

export const SurveyAnswers = Type.Object({ answers: FormValues }, { additionalProperties: false });

/** Nothing more is to be said: there is no receipt that leads to the answers. */
export const SurveyAnswered = Type.Object({ answered: Type.Literal(true) });
export type SurveyAnswered = Static<typeof SurveyAnswered>;

export const SurveyReminded = Type.Object({ reminded: Count });

export const SurveyRoundQuery = Type.Object({ round: Type.Optional(Id) }, { additionalProperties: false });

const Bars = Type.Array(Type.Object({ name: Type.String(), count: Count }));

export const SurveyResults = Type.Object({
  service: Service,
  round: Round,
  rounds: Type.Array(Round, { description: 'those whose results I may see' }),
  least: Type.Integer(),
  counted: Type.Integer({ minimum: 0, description: 'answers that the figures are made of; 0: too few' }),
  groupedBy: Type.Optional(Type.String()),
  groups: Type.Optional(Bars),
  questions: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Text,
      section: Type.String(),
      kind: oneOf(['one', 'many', 'rating', 'yesno', 'number', 'text']),
      shown: Type.Boolean({ description: 'false: too few have answered it' }),
      answered: Count,
      bars: Bars,
      mean: Type.Optional(Type.Number()),
      texts: Type.Array(Type.String()),
      words: Type.Array(Type.Object({ word: Type.String(), count: Count })),
      groups: Type.Array(
        Type.Object({
          name: Type.String(),
          answered: Count,
          bars: Bars,
          mean: Type.Optional(Type.Number()),
        }),
      ),
    }),
  ),
  owner: Type.Boolean(),
  contacts: Type.Array(Type.Array(Type.Object({ label: Type.String(), value: Type.String() })), {
    description: 'how those who wished so can be reached, in no order',
  }),
});
export type SurveyResults = Static<typeof SurveyResults>;
