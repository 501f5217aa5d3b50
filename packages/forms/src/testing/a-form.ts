/** Builders for tests: forms and contexts that show only what matters to the test. */
import { checkDocument } from '../check-document.ts';
import { type CompiledForm, compileForm } from '../compile-form.ts';
import type { Field, FormDocument } from '../document.ts';
import type { FormContext } from '../settle.ts';

/** A Monday; Wednesday of that week is off, Saturday worked. */
export const context: FormContext = {
  today: '2026-03-02',
  calendar: { holidays: ['2026-03-04'], workdays: ['2026-03-07'], hours: [['08:30', '17:30']] },
};

/** A document of one section with these fields; each may leave out its label. */
export function aDocument(
  fields: readonly (Omit<Field, 'label'> & Partial<Field> & Record<string, unknown>)[],
  steps: FormDocument['steps'] = {},
): unknown {
  const labelled = fields.map((field) => ({ label: field.key, ...field }));
  return {
    formatVersion: 1,
    key: 'a-form',
    title: '一张表单',
    sections: [{ key: 'only', title: '内容', fields: labelled }],
    steps,
  };
}

export function aForm(...document: Parameters<typeof aDocument>): CompiledForm {
  return compiled(aDocument(...document));
}

export function compiled(input: unknown): CompiledForm {
  const { document, faults } = checkDocument(input);
  if (!document) throw new Error(faults.map(({ path, messageEn }) => `${path}: ${messageEn}`).join('\n'));
  return compileForm(document);
}
