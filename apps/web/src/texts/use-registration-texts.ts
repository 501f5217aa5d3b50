/** These texts come with the pages that they are for and not with the entry script. */
import i18next, { type TFunction } from 'i18next';
import { useLanguage } from './index.ts';
import { en, zh } from './registrations.ts';

i18next.addResourceBundle('zh-CN', 'registrations', zh);
i18next.addResourceBundle('en', 'registrations', en);

/** The texts for a component of these pages; it is drawn again when the language changes. */
export const useRegistrationTexts = (): TFunction<'registrations'> =>
  i18next.getFixedT(useLanguage(), 'registrations');
