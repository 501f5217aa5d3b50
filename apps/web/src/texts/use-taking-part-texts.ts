/** These texts come with the pages that they are for and not with the entry script. */
import i18next, { type TFunction } from 'i18next';
import { useLanguage } from './index.ts';
import { en, zh } from './taking-part.ts';

i18next.addResourceBundle('zh-CN', 'takingPart', zh);
i18next.addResourceBundle('en', 'takingPart', en);

/** The texts for a component of these pages; it is drawn again when the language changes. */
export const useTakingPartTexts = (): TFunction<'takingPart'> =>
  i18next.getFixedT(useLanguage(), 'takingPart');
