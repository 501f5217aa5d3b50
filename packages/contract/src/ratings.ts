/** 评价: what the applicant says of how his application was dealt with, and what the owner answers. */
import Type, { type Static } from 'typebox';
import { Text } from './services.ts';
import { Id, oneOf, PageQuery, Time } from './values.ts';

const Grade = Type.Integer({ minimum: 1, maximum: 5 });

export const RatingWish = Type.Object(
  {
    grade: Grade,
    reason: Type.Optional(Type.String({ maxLength: 500, description: 'needed for 1 and 2' })),
  },
  { additionalProperties: false },
);
export type RatingWish = Static<typeof RatingWish>;

/** On one's own application that has ended. */
export const OwnRating = Type.Object({
  offered: Type.Boolean({ description: 'it may be rated, or the rating changed, now' }),
  anonymous: Type.Boolean({ description: 'the owner is not told which application it was' }),
  grade: Type.Optional(Grade),
  reason: Type.Optional(Type.String()),
  ratedAt: Type.Optional(Time),
  until: Type.Optional(Type.String({ format: 'date-time', description: 'it can be changed until then' })),
  answer: Type.Optional(Type.Object({ text: Type.String(), by: Type.String(), at: Time })),
});
export type OwnRating = Static<typeof OwnRating>;

/** As the owner of the service sees it. */
export const Rating = Type.Object({
  id: Type.String(),
  service: Type.Object({ id: Type.String(), name: Text }),
  grade: Grade,
  reason: Type.Optional(Type.String()),
  day: Type.String({ description: 'of its last change; the day only' }),
  application: Type.Optional(
    Type.Object(
      { id: Type.String(), number: Type.Union([Type.String(), Type.Null()]) },
      { description: 'absent where the service keeps ratings anonymous, and where it is forgotten' },
    ),
  ),
  toAnswer: Type.Boolean({ description: 'low, and not answered since it was last changed' }),
  answer: Type.Optional(Type.Object({ text: Type.String(), by: Type.String(), at: Time })),
});
export type Rating = Static<typeof Rating>;

export const RatingQuery = Type.Object(
  {
    box: Type.Optional(oneOf(['toAnswer', 'all'], { default: 'toAnswer' })),
    service: Type.Optional(Id),
    ...PageQuery,
  },
  { additionalProperties: false },
);

export const RatingAnswer = Type.Object(
  { answer: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
);
