import Type, { type Static } from 'typebox';
import { oneOf } from './values.ts';

/** Acts that have 常用意见 of their own. */
export const OpinionAct = oneOf(['approve', 'reject', 'sendBack']);
export type OpinionAct = Static<typeof OpinionAct>;

const OpinionsOfAct = Type.Object({
  kept: Type.Array(Type.String(), { description: 'mine in my order, or those of the site' }),
  own: Type.Boolean({ description: 'whether I have changed them' }),
  used: Type.Array(Type.String(), { description: 'what I said last and have not kept, the latest first' }),
});

export const Opinions = Type.Object({
  approve: OpinionsOfAct,
  reject: OpinionsOfAct,
  sendBack: OpinionsOfAct,
});
export type Opinions = Static<typeof Opinions>;

export const OpinionsWish = Type.Object(
  {
    texts: Type.Array(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }), {
      maxItems: 20,
      uniqueItems: true,
    }),
  },
  { additionalProperties: false },
);
export type OpinionsWish = Static<typeof OpinionsWish>;
