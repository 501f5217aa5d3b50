import type { Status } from '@yizhan/engine';
import { schoolDay } from '@yizhan/flow';
import { type Field, type FormData, formatValue, peopleOf, unitsOf } from '@yizhan/forms';
import type { Directory } from '@yizhan/identity';
import { titleFor } from '../administration/title-for.ts';
import { isProcessColumn, type ProcessColumn } from './columns.ts';
import type { Exported } from './exported-applications.ts';

/** An application as a line of the list. */
export function cellsOf(application: Exported, columns: readonly string[], directory: Directory): string[] {
  const { version, data, names } = application;
  const fields = new Map(
    version.form.document.sections.flatMap((section) => section.fields).map((field) => [field.key, field]),
  );
  const known = names.entries(peopleOf(version.form, data), unitsOf(version.form, data));
  return columns.map((key) => {
    if (isProcessColumn(key)) return processCell(application, key, directory);
    const field = fields.get(key);
    return field === undefined ? '' : textOf(field, data[key], known);
  });
}

function processCell(
  { row, version, program, names }: Exported,
  column: ProcessColumn,
  directory: Directory,
): string {
  switch (column) {
    case '@number':
      return row.business_key ?? '';
    case '@title':
      return titleFor(version, row.title) ?? '';
    case '@applicant':
      return names.person(row.applicant).name;
    case '@applicantNumber':
      return names.person(row.applicant).number;
    case '@unit':
      return directory.unit(row.state.applicant.unit)?.name ?? '';
    case '@initiator':
      return names.person(row.initiator).name;
    case '@status':
      return statusWords[row.status];
    case '@steps':
      return row.state.tasks.map(({ node }) => program.nodes.get(node)?.name ?? node).join('、');
    case '@submitted':
      return momentOf(row.submitted_at);
    case '@ended':
      return momentOf(row.ended_at);
  }
}

const statusWords: Readonly<Record<Status, string>> = {
  draft: '草稿',
  running: '办理中',
  returned: '待补正',
  approved: '已通过',
  rejected: '未通过',
  withdrawn: '已撤回',
  cancelled: '已撤销',
  terminated: '已终止',
};

/** As clocks at the school showed it. */
function momentOf(at: string | null): string {
  if (at === null) return '';
  const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${schoolDay(at)} ${local.slice(11, 16)}`;
}

type Names = Parameters<typeof formatValue>[2];

/** A table as lines in its cell. What is masked has come as a text already. */
function textOf(field: Field, value: unknown, names: Names): string {
  if (field.type !== 'note' && field.secret === true && typeof value === 'string') return value;
  if (field.type !== 'table') return formatValue(field, value, names, 'zh-CN');
  if (!Array.isArray(value)) return '';
  return value.map((row) => rowOf(field.items, row, names)).join('\n');
}

const rowOf = (items: readonly Field[], row: FormData, names: Names): string =>
  items
    .map((item) => [item.label, textOf(item, row[item.key], names)] as const)
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${label}：${text}`)
    .join('；');
