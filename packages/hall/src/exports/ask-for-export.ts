/**
 * 导出: first it is written down who takes what away and why, then the file can be fetched, for a day and by him alone.
 * So no list leaves the hall without its line in the record, and the line is there even if the download breaks off.
 */
import {
  type ExportEntry,
  type ExportGiven,
  type ExportOffer,
  type ExportWish,
  Refused,
} from '@yizhan/contract';
import { cursorOf, type Idempotency, type ListRequest, readCursor, schoolDay } from '@yizhan/flow';
import { v7 as newId } from 'uuid';
import { type Administrator, servicesAskedFor, servicesOf } from '../administration/administrator.ts';
import { nameOf } from '../applications/present.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { checkPeriod, momentsOf } from '../statistics/period.ts';
import { columnsOffered } from './columns.ts';
import { type ExportRow, exportsOf, insertExport } from './exports.sql.ts';
import { hasOwnerStep } from './owner-access.ts';

const mostApplications = 100_000;
const aDay = 86_400_000;

/** To those who do not look after it, there is no such service. @throws Refused `service/not-found` */
async function versionFor(
  room: Room,
  administrator: Administrator,
  service: string,
): Promise<ServiceVersion> {
  const keys = await servicesOf(room, administrator);
  if (keys !== null && !keys.includes(service)) throw new Refused('service/not-found');
  return room.catalogue.find(service);
}

/** The columns that a list of the service's applications may have. @throws Refused */
export async function offerExport(
  room: Room,
  administrator: Administrator,
  service: string,
): Promise<ExportOffer> {
  const version = await versionFor(room, administrator, service);
  return { columns: columnsOffered(version), form: hasOwnerStep(version.form) };
}

/** @throws Refused */
export async function askForExport(
  room: Room,
  administrator: Administrator,
  { service, from, to, statuses = [], columns, files = false, reason }: ExportWish,
  { key, digest }: Idempotency,
): Promise<ExportGiven> {
  const version = await versionFor(room, administrator, service);
  const period = checkPeriod({ from, to });
  const offered = columnsOffered(version);
  for (const column of columns)
    if (!offered.some((each) => each.key === column)) throw new Refused('export/column', { column });
  if (reason.trim() === '') throw new Refused('task/comment-required', { act: { zh: '导出', en: 'export' } });
  const at = room.now();
  const [begin, before] = momentsOf(period);
  const asked = statuses.length === 0 ? null : statuses;
  const applications = await room.flow.countSubmittedTo({
    key: service,
    from: begin,
    before,
    statuses: asked,
  });
  if (applications === 0) throw new Refused('export/nothing');
  if (applications > mostApplications)
    throw new Refused('export/too-many', { count: applications, most: mostApplications });
  const row: ExportRow = {
    id: newId(),
    person: administrator.id,
    service_id: service,
    at,
    columns,
    from_day: period.from,
    to_day: period.to,
    statuses: asked,
    with_files: files,
    reason: reason.trim(),
    applications,
  };
  const [written] = await room.database.query<ExportGiven>(insertExport(row, `${key} ${digest}`));
  if (written === undefined) throw new Error(`export ${row.id} was not written`);
  return written;
}

/** Whether its files can still be fetched. */
export const isFetchable = ({ at }: ExportRow, now: string): boolean =>
  Date.parse(now) - Date.parse(at) < aDay;

export interface ExportListRequest extends ListRequest {
  readonly service: string | undefined;
}

/** Who has taken lists away of the services that he looks after, the latest first. */
export async function listExports(
  room: Room,
  administrator: Administrator,
  { service, limit, cursor }: ExportListRequest,
): Promise<{ items: ExportEntry[]; next?: string }> {
  const keys = await servicesAskedFor(room, administrator, service);
  const rows = await room.database.query<ExportRow>(exportsOf(keys, readCursor(cursor), limit + 1));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const current = new Map((await room.catalogue.current()).map((version) => [version.id, version]));
  const names = await openNameBook(
    room.database,
    await organisation(room),
    page.map(({ person }) => person),
  );
  const now = room.now();
  return {
    items: page.map((row) => {
      const version = current.get(row.service_id);
      const labels = new Map((version ? columnsOffered(version) : []).map(({ key, label }) => [key, label]));
      return {
        id: row.id,
        at: row.at,
        person: names.person(row.person),
        service: { id: row.service_id, name: version ? nameOf(version) : { zh: row.service_id } },
        from: row.from_day,
        to: row.to_day,
        ...(row.statuses && { statuses: [...row.statuses] }),
        columns: row.columns.map((key) => labels.get(key) ?? { zh: key }),
        files: row.with_files,
        applications: row.applications,
        reason: row.reason,
        mine: row.person === administrator.id && isFetchable(row, now),
      };
    }),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.at, last.id) }),
  };
}

/** What it is called on somebody's disk, without its ending. */
export const fileNameOf = (version: ServiceVersion, row: ExportRow): string =>
  `${version.settings.name} ${row.from_day} 至 ${row.to_day}（${schoolDay(row.at)} 导出）`;
