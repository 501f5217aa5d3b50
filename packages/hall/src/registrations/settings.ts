import Type, { type Static } from 'typebox';
import { BilingualText, closed, oneOf, Word } from '../services/words.ts';

/** FEEL. */
const Feel = Type.String({ minLength: 1 });
/** A number of places, or `parameters.<key>`. */
const Places = Type.Union([Type.Integer({ minimum: 0 }), Feel]);
export type Places = Static<typeof Places>;

/** `registration` of `service.json`: what can be had of, by whom, and in which order. */
export const RegistrationSettings = closed({
  /** 先到先得, or 抽签. */
  mode: oneOf(['first-come', 'lot']),
  /** In all, of one session. */
  places: Type.Optional(Places),
  /** 场次: FEEL over the form; each has places of its own. One for all where it is absent. */
  session: Type.Optional(Feel),
  groups: Type.Optional(
    closed({
      /** FEEL over the form and the applicant: the name of the group. */
      by: Feel,
      label: Type.Optional(BilingualText),
      /** Of each group that is not in `of`; without a number only `places` holds. */
      each: Type.Optional(Places),
      of: Type.Optional(Type.Record(Type.String({ minLength: 1 }), Places)),
    }),
  ),
  /** Which applications want a place; all where it is absent. */
  where: Type.Optional(Feel),
  /** The step at whose approval the place is taken; at submission where it is absent. */
  at: Type.Optional(Word),
  /** Those for whom there is no place wait, so many at most. */
  waitingList: Type.Optional(
    Type.Union([Type.Boolean(), closed({ places: Type.Integer({ minimum: 1, maximum: 100_000 }) })]),
  ),
  /** Hours; whoever moves up and does not confirm within them is passed over. Absent: he need not. */
  confirmWithin: Type.Optional(Type.Number({ minimum: 0.01, maximum: 720 })),
  lot: Type.Optional(
    closed({
      /** The day, or the parameter that tells it. */
      on: Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2}|parameters\\.[A-Za-z][A-Za-z0-9]*)$' }),
      /** The time at the school; nine in the morning where it is absent. */
      at: Type.Optional(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })),
    }),
  ),
  checkIn: Type.Optional(Type.Boolean()),
  /** Fields of the form that the roster shows and exports, as far as the step `owner` sees them. */
  roster: Type.Optional(Type.Array(Word, { maxItems: 12 })),
});
export type RegistrationSettings = Static<typeof RegistrationSettings>;
