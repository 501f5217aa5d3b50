import type { Locale, Results } from '@yizhan/contract';
import type { Result } from '@yizhan/hall';
import type { Static } from 'typebox';
import { problemOf } from '../problem.ts';

/** Each refusal in the words that it would have had alone. */
export const presentResults = (results: readonly Result[], locale: Locale): Static<typeof Results> => ({
  items: results.map(({ id, done, refused }) => {
    const problem = refused && problemOf(refused, locale);
    return { id, done, ...(problem && { code: problem.code, detail: problem.detail }) };
  }),
});
