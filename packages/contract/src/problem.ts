import Type, { type Static } from 'typebox';

/** A problem document (RFC 9457) with a stable `code` out of `refusals.ts`. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String({ description: 'What happened and what to do next, in the language asked for' }),
    problems: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String(),
          code: Type.String(),
          label: Type.String(),
          message: Type.String(),
        }),
        { description: 'For application/invalid: each field to correct' },
      ),
    ),
    parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;
