/** The texts of the administrators' pages come with these pages and not with the entry script, which everybody waits for. */
import i18next, { type TFunction } from 'i18next';
import { en, zh } from './administration.ts';
import { useLanguage } from './index.ts';

i18next.addResourceBundle('zh-CN', 'administration', zh);
i18next.addResourceBundle('en', 'administration', en);

export type AdministrationTexts = TFunction<'administration'>;

/** The texts for a component of these pages; it is drawn again when the language changes. */
export const useAdministrationTexts = (): AdministrationTexts =>
  i18next.getFixedT(useLanguage(), 'administration');
