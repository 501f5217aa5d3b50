/**
 * What depends on what: by a field's own visibility and value and its section's visibility. A column depends on
 * its table's visibility; whoever reads a table as a whole depends on all its columns, whoever reads
 * `items.price` only on that one, whoever counts the rows on none.
 */
import type { Expression } from '@yizhan/feel';
import type { CompiledField } from './compile-form.ts';

type Fields = ReadonlyMap<string, CompiledField>;

export function dependenciesOf(fields: Fields): Map<string, Set<string>> {
  const dependencies = new Map<string, Set<string>>();
  for (const [path, { visible, compute, section, table }] of fields) {
    const own = new Set<string>(table ? [table.path] : []);
    for (const expression of [visible, compute]) {
      if (expression) for (const name of pathsRead(expression, fields, table)) own.add(name);
    }
    if (section.visible && !table) for (const name of pathsRead(section.visible, fields)) own.add(name);
    dependencies.set(path, own);
  }
  return dependencies;
}

/** Paths of the fields that an expression reads; in an expression of a column, that row's columns come first. */
export function pathsRead(expression: Expression, fields: Fields, table?: CompiledField): Set<string> {
  const read = new Set<string>();
  const add = (path: string) => {
    const field = fields.get(path);
    if (field) read.add(path);
    return field;
  };
  for (const path of expression.paths) {
    const [head = '', second = ''] = path.split('.');
    if (table && add(`${table.path}.${head}`)) continue;
    const root = add(head);
    if (root?.field.type !== 'table') continue;
    if (!add(`${head}.${second}`)) for (const column of root.columns) read.add(column.path);
  }
  for (const path of expression.counted) {
    const [head = '', second = ''] = path.split('.');
    if (table && add(`${table.path}.${head}`)) continue;
    if (add(head)) add(`${head}.${second}`);
  }
  return read;
}

/** A topological order that keeps to the given order where it can, or the first circle found. */
export function inOrder(dependencies: ReadonlyMap<string, ReadonlySet<string>>): {
  readonly order: readonly string[];
  readonly circle?: readonly string[];
} {
  const order: string[] = [];
  const done = new Set<string>();
  const under: string[] = [];
  let circle: readonly string[] | undefined;

  const visit = (path: string): void => {
    if (done.has(path) || circle) return;
    if (under.includes(path)) {
      circle = [...under.slice(under.indexOf(path)), path];
      return;
    }
    under.push(path);
    for (const needed of dependencies.get(path) ?? []) visit(needed);
    under.pop();
    done.add(path);
    order.push(path);
  };
  for (const path of dependencies.keys()) visit(path);
  return circle ? { order, circle } : { order };
}
