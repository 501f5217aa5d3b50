import type { CompiledForm, Field, FormData } from '@yizhan/forms';
import type { SurveySettings } from './settings.ts';

/** One person's answers, as they lie in the box: without a person, a moment or an order. */
export interface Answers {
  /** The value of what results are told apart by; empty where it is not known. */
  readonly group: string;
  readonly answers: FormData;
}

/** What is counted, and what says how somebody can be reached, which never lie together. */
export function partsOf(
  { contact = [] }: SurveySettings,
  data: FormData,
): { readonly answers: FormData; readonly contact: FormData | undefined } {
  const isContact = ([key]: readonly [string, unknown]) => contact.includes(key);
  const entries = Object.entries(data);
  const kept = entries.filter(isContact);
  const isReachable = kept.some(([, value]) => typeof value === 'string' && value.trim() !== '');
  return {
    answers: Object.fromEntries(entries.filter((entry) => !isContact(entry))),
    contact: isReachable ? Object.fromEntries(kept) : undefined,
  };
}

/** The bytes that hold any answers to this form: all papers are padded to it, or a long remark would be known by its length. */
export function sizeOf({ document }: CompiledForm): number {
  const fields = document.sections.flatMap((section) => section.fields);
  const all = fields.reduce((sum, field) => sum + field.key.length + 8 + longest(field), 128);
  return Math.ceil(all / 64) * 64;
}

/** A character takes at most six bytes in JSON. */
function longest(field: Field): number {
  switch (field.type) {
    case 'text':
    case 'textarea':
      return 6 * (field.maxLength ?? 200);
    case 'radio':
    case 'select':
      return Math.max(...field.options.map(({ value }) => bytes(value)));
    case 'multiselect':
      return field.options.reduce((sum, { value }) => sum + bytes(value) + 1, 2);
    default:
      // Numbers, and the ways to reach somebody.
      return 320;
  }
}

const bytes = (text: string): number => Buffer.byteLength(JSON.stringify(text));
