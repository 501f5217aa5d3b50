import Type, { type Static } from 'typebox';
import { oneOf } from './values.ts';

export const SignIn = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 64, description: "the person's number (工号/学号)" }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
  },
  { additionalProperties: false },
);

/** Answer to a sign-in; the token itself travels only in the cookie. */
export const SignedIn = Type.Object({
  csrf: Type.String({ description: 'sent back as x-csrf-token on unsafe methods' }),
});

export const Me = Type.Object({
  id: Type.String(),
  number: Type.String(),
  name: Type.String(),
  kind: oneOf(['staff', 'student', 'guest']),
  unit: Type.Object({ id: Type.String(), name: Type.String() }),
  phone: Type.String(),
  posts: Type.Array(Type.String({ description: 'e.g. 人事处处长' })),
  roles: Type.Array(Type.String()),
  csrf: Type.String(),
  counts: Type.Object({
    open: Type.Integer({ description: 'tasks waiting for me' }),
    done: Type.Integer({ description: 'tasks that I have done, counted up to 1000' }),
    running: Type.Integer({ description: 'my applications under way' }),
    returned: Type.Integer({ description: 'my applications sent back to me' }),
    copies: Type.Integer({ description: 'copies (抄送) that I have not read' }),
    unread: Type.Integer({ description: 'unread notifications' }),
  }),
  site: Type.Object({ institution: Type.String(), institutionEn: Type.String() }),
});
export type Me = Static<typeof Me>;
