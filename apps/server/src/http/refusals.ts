import { Problem } from '@yizhan/contract';

/** Every route may refuse; what with, its code tells. */
export const refusalAnswers = { '4xx': Problem, '5xx': Problem } as const;
