import { schoolDay } from '@yizhan/flow';
import { textOf } from '../registers/export-register.ts';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { workbookOf } from '../workbook.ts';
import { findFree, findRows, type RowsRequest, readQuery } from './read-query.ts';

type FreeRequest = Parameters<typeof findFree>[3];

type ExportRequest = Omit<RowsRequest, 'limit' | 'cursor'> & Partial<Omit<FreeRequest, 'limit' | 'cursor'>>;

/** More is no list for a person any more. */
const mostRows = 5000;

/** What the viewer sees of a query, as a workbook. @throws Refused */
export async function exportQuery(
  room: Room,
  viewer: Viewer,
  id: string,
  request: ExportRequest,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const view = await readQuery(room, viewer, id);
  const today = schoolDay(room.now());
  const file = (content: Buffer) => ({ name: `${view.name.zh} ${today}.xlsx`, content });
  if (view.source === 'resources') {
    const found = await findFree(room, viewer, id, { day: today, ...request, limit: mostRows });
    const rows = found.items.map(({ name, campus, building, floor, seats, equipment }) => [
      name.zh,
      campus,
      building,
      String(floor ?? ''),
      String(seats ?? ''),
      equipment.join('、'),
    ]);
    const when = `${found.start.replace('T', ' ')}–${found.end.slice(11)} 空闲`;
    return file(await workbookOf(view.name.zh, [when, '校区', '楼', '楼层', '座位', '设备'], rows));
  }
  const { q, where } = request;
  const { items, names } = await findRows(room, viewer, id, {
    ...(q !== undefined && { q }),
    ...(where !== undefined && { where }),
    limit: mostRows,
  });
  const book = {
    person: (person: string) => names.people[person] ?? { name: person },
    unit: (unit: string) => names.units[unit] ?? unit,
  };
  return file(
    await workbookOf(
      view.name.zh,
      view.columns.map(({ label }) => label.zh),
      items.map(({ values }) => view.columns.map((column) => textOf(values[column.key], column, book))),
    ),
  );
}
