/** These texts come with the pages that they are for and not with the entry script. */
import i18next, { type TFunction } from 'i18next';
import { useLanguage } from './index.ts';
import { en, zh } from './surveys.ts';

i18next.addResourceBundle('zh-CN', 'surveys', zh);
i18next.addResourceBundle('en', 'surveys', en);

/** The texts for a component of these pages; it is drawn again when the language changes. */
export const useSurveyTexts = (): TFunction<'surveys'> => i18next.getFixedT(useLanguage(), 'surveys');
