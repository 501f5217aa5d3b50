import Type, { type Static } from 'typebox';
import { Text } from './services.ts';
import { TaskAct, TaskDetail } from './tasks.ts';
import { oneOf, Time } from './values.ts';

export { GuestLink } from './guest-links.ts';

const Link = Type.String({ minLength: 1, maxLength: 64, description: 'the last part of the link' });

/** What a code is asked for. The answer tells nothing. */
export const GuestCodeWish = Type.Object({ link: Link }, { additionalProperties: false });

export const GuestEntering = Type.Object(
  { link: Link, code: Type.String({ pattern: '^\\s*\\d{6}\\s*$', maxLength: 20 }) },
  { additionalProperties: false },
);

/** Who a guest's session is. */
export const GuestMe = Type.Object({
  name: Type.String(),
  address: Type.String({ description: 'masked' }),
  csrf: Type.String(),
  service: Type.Optional(Type.String({ description: 'that he has come in by; absent: he is in for a task' })),
  expiresAt: Type.Optional(Time),
});
export type GuestMe = Static<typeof GuestMe>;

/** The one task of a guest: its form as the step sees it, and nothing of who else has to do with it. */
export const GuestTask = Type.Object({
  node: TaskDetail.properties.node,
  application: Type.Object({
    id: Type.String(),
    number: Type.Union([Type.String(), Type.Null()]),
    service: Type.Object({ id: Type.String(), name: Text }),
    title: Type.String(),
    applicant: Type.Object({ name: Type.String(), unit: Type.String() }),
  }),
  due: Type.Optional(Time),
  step: Type.String(),
  form: TaskDetail.properties.form,
  data: TaskDetail.properties.data,
  given: TaskDetail.properties.given,
  names: TaskDetail.properties.names,
  calendar: TaskDetail.properties.calendar,
  acts: Type.Array(
    Type.Object({
      act: oneOf(['approve', 'reject', 'sendBack']),
      label: Type.Optional(Type.String()),
    }),
  ),
  site: Type.Object({ institution: Type.String(), institutionEn: Type.String() }),
});
export type GuestTask = Static<typeof GuestTask>;

export const GuestAct = Type.Object(
  {
    act: oneOf(['approve', 'reject', 'sendBack']),
    comment: TaskAct.properties.comment,
    data: TaskAct.properties.data,
  },
  { additionalProperties: false },
);

/** Whoever named a guest sends his link again, hands it over himself, or ends it. */
export const GuestLinkAct = Type.Object(
  { act: oneOf(['resend', 'hand-over', 'revoke']) },
  { additionalProperties: false },
);

export const GuestLinkActDone = Type.Object({
  url: Type.Optional(Type.String({ description: 'handed over by hand: the link, shown this once' })),
  code: Type.Optional(Type.String({ description: 'and the code that goes with it, good for an hour' })),
});
