import Type, { type Static } from 'typebox';
import { oneOf, Time } from './values.ts';

/** 校外人员: somebody without an account whom a step has asked, as the one who named him sees it. */
export const GuestLink = Type.Object({
  id: Type.String(),
  name: Type.String(),
  address: Type.String({ description: 'masked' }),
  node: Type.Object({ id: Type.String(), name: Type.String() }),
  state: oneOf(['sending', 'sent', 'to-hand-over', 'expired', 'revoked', 'closed']),
  reachable: Type.Boolean({ description: 'whether the system itself can send him something' }),
  sentAt: Type.Optional(Time),
  expiresAt: Type.Optional(Time),
  events: Type.Array(
    Type.Object({
      at: Time,
      what: oneOf([
        'link-sent',
        'link-handed',
        'code-sent',
        'entered',
        'looked',
        'acted',
        'wrong-code',
        'resent',
        'revoked',
      ]),
      by: Type.Optional(Type.String({ description: 'who did it, where it was not the guest' })),
    }),
    { description: 'the latest first' },
  ),
});
export type GuestLink = Static<typeof GuestLink>;
