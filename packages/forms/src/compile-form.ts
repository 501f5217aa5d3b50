/**
 * A form made ready: its FEEL parsed once, its fields in the order in which they can be judged, and for each
 * step what may be written there and which computed fields are computed again.
 */
import { compile, type Expression } from '@yizhan/feel';
import { accessAt, applyStep, maskedAt, mayWrite } from './access.ts';
import { dependenciesOf, inOrder } from './dependencies.ts';
import type { Access, Check, Field, FormDocument, RowRule, Section, TableField } from './document.ts';
import { own } from './types/harmless.ts';

export interface CompiledForm {
  readonly document: FormDocument;
  readonly sections: readonly CompiledSection[];
  /** By path, columns too (`docs.title`). */
  readonly fields: ReadonlyMap<string, CompiledField>;
  /** Each field after the ones that its visibility and its value depend on. */
  readonly order: readonly CompiledField[];
  /** Paths of the fields that a field's visibility and value are made of. */
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the rules read of `applicant` and `parameters`, part by part; an empty part is the whole. */
  readonly surroundings: ReadonlyMap<string, ReadonlySet<string>>;
  at(step: string): FormAt;
}

export interface CompiledSection {
  readonly section: Section;
  readonly visible?: Expression;
  /** Of the fields of its own level. */
  readonly fields: readonly CompiledField[];
}

export interface CompiledField {
  readonly path: string;
  readonly field: Field;
  readonly section: CompiledSection;
  /** Of a column: its table. */
  readonly table?: CompiledField;
  /** Of a table. */
  readonly columns: readonly CompiledField[];
  readonly visible?: Expression;
  readonly required?: Expression;
  readonly compute?: Expression;
  readonly checks: readonly { readonly check: Check; readonly rule: Expression }[];
}

/** A form at one step. */
export interface FormAt {
  access(path: string): Access;
  /**
   * Whether a computed field is computed again here: at the applicant's step, and where something that it is
   * made of may be written. Elsewhere it stays as it was: an approver's look at a form must not change it
   * because the day or the calendar has changed.
   */
  isLive(path: string): boolean;
  /** Whether a secret is seen masked here. */
  isMasked(path: string): boolean;
  /** Rules for the rows of tables, by path. */
  readonly rows: ReadonlyMap<string, CompiledRowRule>;
}

export interface CompiledRowRule {
  readonly visible?: Expression;
  readonly editable?: Expression;
  readonly add: boolean;
  readonly remove: boolean;
}

const compiled = new WeakMap<FormDocument, CompiledForm>();

/**
 * Of a document that `checkDocument` has accepted. A document compiled once is answered from memory while it
 * lives.
 * @throws when an expression does not parse or fields depend on each other in a circle
 */
export function compileForm(document: FormDocument): CompiledForm {
  let form = compiled.get(document);
  if (!form) {
    form = compileAnew(document);
    compiled.set(document, form);
  }
  return form;
}

function compileAnew(document: FormDocument): CompiledForm {
  const { fields, sections } = fieldsOf(document);
  const dependencies = dependenciesOf(fields);
  const { order, circle } = inOrder(dependencies);
  if (circle) throw new Error(`fields depend on each other: ${circle.join(' → ')}`);

  const steps = new Map<string, FormAt>();
  const form: Omit<CompiledForm, 'at'> = {
    document,
    sections,
    fields,
    order: order.flatMap((path) => fields.get(path) ?? []),
    dependencies,
    surroundings: surroundingsRead(document, fields),
  };
  return {
    ...form,
    at(step) {
      const known = steps.get(step);
      if (known) return known;
      const at = formAt(form, step);
      // Only the document's own steps are remembered: the memory must not grow with what callers ask.
      if (step === applyStep || Object.hasOwn(document.steps, step)) steps.set(step, at);
      return at;
    },
  };
}

/** The fields with their expressions parsed, in the order of the document. */
export function fieldsOf(document: FormDocument): Pick<CompiledForm, 'fields' | 'sections'> {
  const names = rootNames(document);
  const fields = new Map<string, CompiledField>();
  const sections = document.sections.map((section) => {
    const sectionFields: CompiledField[] = [];
    const compiledSection: CompiledSection = {
      section,
      ...(section.visible === undefined ? {} : { visible: compile(section.visible, names) }),
      fields: sectionFields,
    };
    for (const field of section.fields) {
      const compiledField = compileField(field, compiledSection, names);
      sectionFields.push(compiledField);
      fields.set(compiledField.path, compiledField);
      for (const column of compiledField.columns) fields.set(column.path, column);
    }
    return compiledSection;
  });
  return { fields, sections };
}

function compileField(
  field: Field,
  section: CompiledSection,
  names: readonly string[],
  table?: CompiledField,
): CompiledField {
  const columns: CompiledField[] = [];
  const withValue = field.type === 'note' ? undefined : field;
  const expression = (text: unknown) => (typeof text === 'string' ? compile(text, names) : undefined);
  const visible = expression(field.visible);
  const required = expression(withValue?.required);
  const compute = expression(withValue?.compute);
  const compiledField: CompiledField = {
    path: table ? `${table.path}.${field.key}` : field.key,
    field,
    section,
    ...(table ? { table } : {}),
    columns,
    ...(visible ? { visible } : {}),
    ...(required ? { required } : {}),
    ...(compute ? { compute } : {}),
    checks: (withValue?.checks ?? []).map((check) => ({ check, rule: compile(check.rule, names) })),
  };
  for (const column of columnsOf(field)) {
    columns.push(
      compileField(column, section, [...names, ...columnsOf(field).map(({ key }) => key)], compiledField),
    );
  }
  return compiledField;
}

function columnsOf(field: Field): TableField['items'] {
  return field.type === 'table' ? field.items : [];
}

function formAt({ document, order, dependencies }: Omit<CompiledForm, 'at'>, step: string): FormAt {
  const access = accessAt(document, step);
  const changing = new Set<string>();
  for (const { path, compute } of order) {
    const isMoved = [...(dependencies.get(path) ?? [])].some((name) => changing.has(name));
    if (mayWrite(access(path)) || isMoved || (compute && step === applyStep)) changing.add(path);
  }
  return {
    access,
    isLive: (path) => changing.has(path),
    isMasked: maskedAt(document, step),
    rows: rowRulesAt(document, step),
  };
}

function surroundingsRead(
  document: FormDocument,
  fields: ReadonlyMap<string, CompiledField>,
): Map<string, Set<string>> {
  const read = new Map<string, Set<string>>();
  const rowRules = Object.keys(document.rows ?? {}).flatMap((step) => [
    ...rowRulesAt(document, step).values(),
  ]);
  const expressions = [
    ...[...fields.values()].flatMap(({ visible, required, compute, checks, section }) => [
      visible,
      required,
      compute,
      section.visible,
      ...checks.map(({ rule }) => rule),
    ]),
    ...rowRules.flatMap(({ visible, editable }) => [visible, editable]),
  ];
  for (const path of expressions.flatMap((read) => (read ? [...read.paths, ...read.counted] : []))) {
    const [name = '', part = ''] = path.split('.');
    if (!surroundingNames.includes(name) || fields.has(name)) continue;
    read.set(name, (read.get(name) ?? new Set()).add(part));
  }
  return read;
}

function rowRulesAt(document: FormDocument, step: string): Map<string, CompiledRowRule> {
  const rules = new Map<string, CompiledRowRule>();
  const byTable = (own(document.rows, step) ?? {}) as Readonly<Record<string, RowRule>>;
  for (const table of document.sections.flatMap(({ fields }) => fields)) {
    if (table.type !== 'table' || !Object.hasOwn(byTable, table.key)) continue;
    const rule = byTable[table.key] ?? {};
    const names = [...rootNames(document), ...table.items.map(({ key }) => key), 'me'];
    const isWhole = rule.editable === undefined;
    rules.set(table.key, {
      ...(rule.visible === undefined ? {} : { visible: compile(rule.visible, names) }),
      ...(rule.editable === undefined ? {} : { editable: compile(rule.editable, names) }),
      add: rule.add ?? isWhole,
      remove: rule.remove ?? isWhole,
    });
  }
  return rules;
}

/** What every expression of the form may name: its fields, and what surrounds it. */
function rootNames(document: FormDocument): string[] {
  const fields = document.sections.flatMap((section) => section.fields).map(({ key }) => key);
  return [...fields, ...surroundingNames];
}

/** The applicant and the service's parameters; a field of that name stands before them. */
const surroundingNames: readonly string[] = ['applicant', 'parameters'];
