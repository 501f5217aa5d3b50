import type { Locale } from '@yizhan/contract';
import type { Field, Option, Section } from '@yizhan/forms';

/** The form's own words in the language chosen, Chinese where it has no other. */
export const labelOf = (item: Field | Option, locale: Locale): string =>
  locale === 'en' ? (item.labelEn ?? item.label) : item.label;

export const titleOf = ({ title, titleEn }: Pick<Section, 'title' | 'titleEn'>, locale: Locale): string =>
  locale === 'en' ? (titleEn ?? title) : title;
