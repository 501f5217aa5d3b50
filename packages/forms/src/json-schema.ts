/**
 * What a program may send to a step, as JSON Schema (2020-12), derived from the form and never stored: for those who
 * call the API. FEEL (visibility, requirement, checks) has no words in it; what it decides, a refusal tells.
 */
import { mayWrite } from './access.ts';
import { type CompiledField, type CompiledForm, compileForm, type FormAt } from './compile-form.ts';
import type { ColumnField, FormDocument } from './document.ts';
import { fileRulesOf } from './types/file.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** An object of the fields that the step may write; those that it must fill whatever the others hold are required. */
export function jsonSchemaOf(document: FormDocument, step: string): JsonSchema {
  const form = compileForm(document);
  const fields = form.sections.flatMap((section) => section.fields.map((field) => ({ field, section })));
  const always = fields.filter(({ section }) => !section.visible).map(({ field }) => field);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...objectOf(
      form,
      form.at(step),
      fields.map(({ field }) => field),
      new Set(always),
    ),
  };
}

function objectOf(
  form: CompiledForm,
  at: FormAt,
  fields: readonly CompiledField[],
  always: ReadonlySet<CompiledField>,
): JsonSchema {
  const written = fields.filter(
    ({ path, field, compute }) =>
      field.type !== 'note' && !compute && !at.isMasked(path) && mayWrite(at.access(path)),
  );
  // What the school knows need not be sent: the server puts it in where nothing else stands.
  const isRequired = (one: CompiledField) =>
    always.has(one) &&
    !one.visible &&
    one.field.prefill === undefined &&
    (one.field.required === true || at.access(one.path) === 'required');
  return {
    type: 'object',
    properties: Object.fromEntries(written.map((one) => [one.field.key, schemaOf(form, at, one)])),
    required: written.filter(isRequired).map(({ field }) => field.key),
    additionalProperties: false,
  };
}

function schemaOf(form: CompiledForm, at: FormAt, { field, columns }: CompiledField): JsonSchema {
  const { label, help } = field;
  const words = { title: label, ...(help === undefined ? {} : { description: help }) };
  if (field.type !== 'table') return { ...words, ...typeSchemaOf(field as ColumnField) };
  const items = objectOf(form, at, columns, new Set(columns));
  return { ...words, type: 'array', minItems: field.min ?? 0, maxItems: field.max, items };
}

const text = { type: 'string' } as const;
const listOf = (items: JsonSchema, more: JsonSchema = {}): JsonSchema => ({ type: 'array', items, ...more });
const day = '^\\d{4}-\\d{2}-\\d{2}$';
const minute = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$';
/** Of a record that the server knows, no more than its id is believed. */
const known = (what: string): JsonSchema => ({
  type: 'object',
  properties: { id: text },
  required: ['id'],
  description: what,
});

function typeSchemaOf(field: ColumnField): JsonSchema {
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'phone':
      return { ...text, ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }) };
    case 'idcard':
    case 'plate':
      return text;
    case 'email':
      return { ...text, format: 'email' };
    case 'url':
      return text;
    case 'number':
      return { type: (field.decimals ?? 0) === 0 ? 'integer' : 'number', ...limitsOf(field) };
    case 'money':
      return { type: 'integer', ...limitsOf(field), description: '分 / whole cents' };
    case 'rating':
      return { type: 'integer', minimum: 1, maximum: 5 };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return { ...text, pattern: day };
    case 'datetime':
      return { ...text, pattern: minute };
    case 'daterange': {
      const moment = { ...text, pattern: field.precision === 'minute' ? minute : day };
      return { type: 'object', properties: { start: moment, end: moment }, additionalProperties: false };
    }
    case 'select':
    case 'radio':
      return { enum: field.options.map(({ value }) => value) };
    case 'multiselect':
      return listOf({ enum: field.options.map(({ value }) => value) }, { uniqueItems: true });
    case 'cascade':
      return listOf(text, { description: '从第一级到所选的一级 / from the first level to the chosen one' });
    case 'address':
      return {
        type: 'object',
        properties: { region: listOf(text), detail: text },
        additionalProperties: false,
      };
    case 'person':
    case 'department':
      return {
        ...text,
        description: field.type === 'person' ? '人员标识 / id of a person' : '单位标识 / id of a unit',
      };
    case 'persons':
    case 'departments':
      return listOf(text, { uniqueItems: true });
    case 'attachment':
    case 'image':
    case 'signature':
      return listOf(known('POST /api/v1/attachments'), { maxItems: fileRulesOf(field).max });
    case 'booking':
      return {
        type: 'object',
        properties: {
          resource: text,
          label: text,
          start: { ...text, pattern: minute },
          end: { ...text, pattern: minute },
          sections: listOf({ type: 'integer', minimum: 1 }),
          until: { ...text, pattern: day },
        },
        required: ['resource', 'label', 'start', 'end'],
        description: 'GET /api/v1/resources',
      };
    case 'reference':
      return known(field.from);
    case 'references':
      return listOf(known(field.from), { maxItems: field.max ?? 100 });
  }
}

const limitsOf = ({ min, max }: { readonly min?: number; readonly max?: number }): JsonSchema => ({
  ...(min === undefined ? {} : { minimum: min }),
  ...(max === undefined ? {} : { maximum: max }),
});
