import Type, { type Static } from 'typebox';
import { ApplicationStatus } from './application-status.ts';
import { Text } from './services.ts';
import { oneOf, Time } from './values.ts';

/** 核验: what the code on a printed application tells everybody. */
export const Verification = Type.Object({
  institution: Text,
  number: Type.String(),
  service: Text,
  applicant: Type.String({ description: 'the surname and a star' }),
  submittedAt: Type.Optional(Time),
  endedAt: Type.Optional(Time),
  status: ApplicationStatus,
  validity: oneOf(['valid', 'underWay', 'void'], {
    description: 'valid: approved; underWay: not decided yet; void: the paper stands for nothing',
  }),
  receipt: Type.Optional(
    Type.Object(
      { amount: Type.Integer(), refunded: Type.Integer(), subject: Type.String(), paidAt: Time },
      { description: 'the paper is a receipt (收据): whole cents' },
    ),
  ),
});
export type Verification = Static<typeof Verification>;
