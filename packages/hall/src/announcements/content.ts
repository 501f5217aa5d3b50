import { type Field, type FormData, formatValue, type NamesById } from '@yizhan/forms';
import { maskedName } from '../printing/masked-name.ts';
import type { AnnouncedField, AnnouncementSettings } from './settings.ts';

/** One line of an announcement, as it is read: values are taken once, and masked before they are kept. */
export interface Line {
  readonly label: { readonly zh: string; readonly en?: string };
  readonly value: { readonly zh: string; readonly en: string };
}

/** What is shown while it is announced, and afterwards. */
export function contentOf(
  { fields }: AnnouncementSettings,
  form: readonly Field[],
  data: FormData,
  names: NamesById,
): { readonly content: readonly Line[]; readonly archived: readonly Line[] } {
  const lines = fields.flatMap((announced) => {
    const field = form.find(({ key }) => key === announced.field);
    return field === undefined ? [] : [{ announced, field }];
  });
  const written = ({ announced, field }: (typeof lines)[number], mask: AnnouncedField['mask']): Line => {
    const text = (locale: string) => masked(formatValue(field, data[announced.field], names, locale), mask);
    return {
      label: { zh: field.label, ...(field.labelEn && { en: field.labelEn }) },
      value: { zh: text('zh-CN'), en: text('en') },
    };
  };
  const hasValue = ({ value }: Line) => value.zh !== '';
  return {
    content: lines.map((line) => written(line, line.announced.mask)).filter(hasValue),
    archived: lines
      .filter(({ announced, field }) => fateOf(announced, field) !== 'removed')
      .map((line) => {
        const { announced, field } = line;
        const isMasked = fateOf(announced, field) === 'masked';
        return written(line, announced.mask ?? (isMasked ? (isName(field) ? 'name' : 'part') : undefined));
      })
      .filter(hasValue),
  };
}

const isName = (field: Field): boolean =>
  field.type === 'person' || field.type === 'persons' || field.prefill === 'profile:name';

const fateOf = ({ afterwards }: AnnouncedField, field: Field) =>
  afterwards ?? (isName(field) ? 'masked' : 'kept');

function masked(text: string, mask: AnnouncedField['mask']): string {
  if (mask === undefined || text === '') return text;
  if (mask === 'name') return text.split(/、|, /).map(maskedName).join('、');
  const letters = Array.from(text);
  return letters.length >= 7
    ? `${letters.slice(0, 3).join('')}****${letters.slice(-2).join('')}`
    : `${letters[0]}**`;
}
