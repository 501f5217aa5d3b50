import Type, { type Static } from 'typebox';
import { Id, oneOf, PersonSummary, Time } from './values.ts';

const Day = Type.String({ format: 'date', description: 'a day in China' });

/** 代理: who may act for whom on open tasks, from a day to a day. */
const GivenProxy = Type.Object({
  id: Type.String(),
  principal: PersonSummary,
  proxy: PersonSummary,
  from: Day,
  until: Day,
  services: Type.Optional(
    Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), { description: 'absent: all' }),
  ),
  reason: Type.String(),
  grantedAt: Time,
  state: oneOf(['coming', 'holds', 'past', 'revoked']),
});

export const Proxies = Type.Object({
  given: Type.Array(GivenProxy),
  received: Type.Array(GivenProxy),
  services: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
    description: 'those that a proxy may be limited to',
  }),
});

export type Proxies = Static<typeof Proxies>;

export const ProxyWish = Type.Object(
  {
    proxy: Id,
    from: Day,
    until: Day,
    services: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 200 })),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
);

export type ProxyWish = Static<typeof ProxyWish>;

export const ProxyGiven = Type.Object({ id: Type.String() });
