import { schoolDay } from '@yizhan/flow';
import { type FormData, projectForm, type ReferenceValue } from '@yizhan/forms';
import { formContext, type Room } from '../room.ts';
import type { ReferenceAsker, ReferenceSource } from './reference-source.ts';

type Which = Parameters<Room['flow']['instancesFor']>[0];
type Row = Awaited<ReturnType<Room['flow']['instancesFor']>>['rows'][number];

/**
 * `applications:<service>`: the person's own applications that were approved. Its columns are the fields of that form
 * that its applicant sees, besides `number`, `title` and `approvedAt`.
 */
export function applicationSource(room: Omit<Room, 'references'>): ReferenceSource {
  const approved = ({ person }: ReferenceAsker, key: string): Which => ({
    applicant: person,
    key,
    statuses: ['approved'],
  });
  const valuesOf = async (rows: readonly Row[]): Promise<ReferenceValue[]> => {
    const versions = await room.catalogue.byDefinition(rows.map((row) => row.definition_id));
    return rows.map((row) => {
      const form = versions.get(row.definition_id)?.form;
      const step = form && Object.hasOwn(form.document.steps, 'view') ? 'view' : 'apply';
      return rowFrom(row, form ? projectForm(form, step, row.data, formContext(room)) : {});
    });
  };
  return {
    async search(asker, service, { words, limit, cursor }) {
      const page = await room.flow.instancesFor(
        { ...approved(asker, service), words: words.trim() },
        { limit, cursor },
      );
      return {
        rows: await valuesOf(page.rows),
        columns: [
          { key: 'number', label: '流水号' },
          { key: 'approvedAt', label: '办结时间' },
        ],
        ...(page.next !== undefined && { next: page.next }),
      };
    },
    async rows(asker, service, ids) {
      const which = { ...approved(asker, service), ids };
      const { rows } = await room.flow.instancesFor(which, { limit: ids.length, cursor: undefined });
      return new Map((await valuesOf(rows)).map((value) => [value.id, value]));
    },
  };
}

/** Tables and files of the earlier form stay there. */
function rowFrom(row: Row, data: FormData): ReferenceValue {
  const isPlain = (value: unknown) => typeof value !== 'object' || isRange(value);
  const columns = Object.entries(data).filter(([, value]) => isPlain(value));
  const number = row.business_key ?? '';
  return {
    ...Object.fromEntries(columns.slice(0, 40)),
    id: row.id,
    label: [row.title, number].filter(Boolean).join(' '),
    number,
    title: row.title,
    ...(row.ended_at && { approvedAt: schoolDay(row.ended_at) }),
  };
}

const isRange = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).every((key) => key === 'start' || key === 'end');
