import Type, { type Static } from 'typebox';
import { oneOf, Time } from './values.ts';

/**
 * 待抽签, 录取, 候补, 待确认, 未中签; and of those who are out: 逾期未确认, 已放弃, 已移出, and released with the end of the
 * application.
 */
export const registrationStates = [
  'entered',
  'placed',
  'waiting',
  'offered',
  'lost',
  'lapsed',
  'given-up',
  'removed',
  'released',
] as const;
export const RegistrationState = oneOf(registrationStates);
export type RegistrationState = Static<typeof RegistrationState>;

export const Session = Type.String({
  maxLength: 200,
  description: '场次; empty where a service has only one',
});
export const Group = Type.String({ maxLength: 200, description: '组; empty where there are none' });

/** Where somebody stands with his registration. */
export const OwnRegistration = Type.Object({
  state: RegistrationState,
  session: Session,
  group: Group,
  since: Time,
  ahead: Type.Optional(Type.Integer({ description: 'who waits before me, in my group; 0: I am the next' })),
  confirmBy: Type.Optional(Time),
  checkedInAt: Type.Optional(Time),
  reason: Type.Optional(Type.String()),
  /** 签号. */
  lot: Type.Optional(Type.String()),
  drawsAt: Type.Optional(Time),
  acts: Type.Array(oneOf(['confirm', 'giveUp']), { description: 'what I may do now' }),
  /** What the code for the check-in says; absent where there is none. */
  code: Type.Optional(Type.String()),
});
export type OwnRegistration = Static<typeof OwnRegistration>;
