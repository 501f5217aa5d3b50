import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';

/** What a voter is told of the ballot that he has cast: nothing but that. */
export function Voted() {
  return useTakingPartTexts()('doneClosed');
}
