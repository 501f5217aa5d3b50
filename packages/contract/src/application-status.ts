import type { Static } from 'typebox';
import { oneOf } from './values.ts';

export const ApplicationStatus = oneOf([
  'draft',
  'running',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'cancelled',
  'terminated',
]);
export type ApplicationStatus = Static<typeof ApplicationStatus>;
