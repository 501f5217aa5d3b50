/** The texts about guests come with the pages that show them and not with the entry script, which everybody waits for. */
import i18next, { type TFunction } from 'i18next';
import { en, zh } from './guests.ts';
import { useLanguage } from './index.ts';

i18next.addResourceBundle('zh-CN', 'guests', zh);
i18next.addResourceBundle('en', 'guests', en);

/** The texts for a component of these pages; it is drawn again when the language changes. */
export const useGuestTexts = (): TFunction<'guests'> => i18next.getFixedT(useLanguage(), 'guests');
