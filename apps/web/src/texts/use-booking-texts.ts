/** These texts come with the pages that they are for and not with the entry script. */
import i18next, { type TFunction } from 'i18next';
import { en, zh } from './booking.ts';
import { useLanguage } from './index.ts';

i18next.addResourceBundle('zh-CN', 'booking', zh);
i18next.addResourceBundle('en', 'booking', en);

/** The texts for a component of these pages; it is drawn again when the language changes. */
export const useBookingTexts = (): TFunction<'booking'> => i18next.getFixedT(useLanguage(), 'booking');
