/** These texts come with the pages that they are for and not with the entry script. */
import i18next, { type TFunction } from 'i18next';
import { useLanguage } from './index.ts';
import { en, zh } from './payments.ts';

i18next.addResourceBundle('zh-CN', 'payments', zh);
i18next.addResourceBundle('en', 'payments', en);

/** The texts for a component of these pages; it is drawn again when the language changes. */
export const usePaymentTexts = (): TFunction<'payments'> => i18next.getFixedT(useLanguage(), 'payments');
