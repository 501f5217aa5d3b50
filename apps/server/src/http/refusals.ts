import { Problem } from '@yizhan/contract';

/** Every route may refuse; what with, its code tells. */
const answer = {
  description: 'Refused',
  content: { 'application/problem+json': { schema: Problem } },
} as const;
export const refusalAnswers = { '4xx': answer, '5xx': answer } as const;
