/** What was asked for, written as somebody reads it: page after page, never all of it at once. */
import { Refused } from '@yizhan/contract';
import { isUuid } from '@yizhan/flow';
import { filesOf } from '@yizhan/forms';
import { type Administrator, servicesOf } from '../administration/administrator.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { sheetStream } from '../workbooks/sheet-stream.ts';
import { type ZipEntry, zipStream } from '../workbooks/zip-stream.ts';
import { fileNameOf, isFetchable } from './ask-for-export.ts';
import { cellsOf } from './cells.ts';
import { columnsOffered } from './columns.ts';
import { type Exported, exportedApplications } from './exported-applications.ts';
import { type ExportRow, exportById } from './exports.sql.ts';
import { fileNames } from './file-names.ts';

export interface Written {
  readonly name: string;
  readonly content: AsyncGenerator<Uint8Array>;
}

/** The list as a workbook. @throws Refused */
export async function writeExport(room: Room, administrator: Administrator, id: string): Promise<Written> {
  const { row, version, columns } = await exportFor(room, administrator, id);
  const directory = await organisation(room);
  const rows = async function* () {
    for await (const application of exportedApplications(room, administrator, row))
      yield cellsOf(
        application,
        columns.map(({ key }) => key),
        directory,
      );
  };
  return {
    name: `${fileNameOf(version, row)}.xlsx`,
    content: sheetStream({
      name: version.settings.name,
      heads: columns.map(({ label }) => label.zh),
      rows: rows(),
    }),
  };
}

/** The files of its columns as a zip, named `流水号_申请人_字段.ext`. @throws Refused */
export async function packExportedFiles(
  room: Room,
  administrator: Administrator,
  id: string,
): Promise<Written> {
  const { row, version, columns } = await exportFor(room, administrator, id);
  if (!row.with_files) throw new Refused('export/not-found');
  const wanted = new Set(columns.filter(({ files }) => files).map(({ key }) => key));
  return {
    name: `${fileNameOf(version, row)} 附件.zip`,
    content: zipStream(filesIn(room, exportedApplications(room, administrator, row), wanted)),
  };
}

async function* filesIn(
  room: Room,
  applications: AsyncIterable<Exported>,
  wanted: ReadonlySet<string>,
): AsyncGenerator<ZipEntry> {
  const nameFor = fileNames();
  const missing: string[] = [];
  for await (const application of applications) {
    const { version, data, row, names } = application;
    for (const { path, file, field } of filesOf(version.form, data)) {
      const [key = ''] = path.split(/[.[]/);
      if (!wanted.has(key)) continue;
      const name = nameFor(
        row.business_key ?? row.id,
        names.person(row.applicant).name,
        field.label,
        file.name,
      );
      const content = await room.files.read(file.id);
      if (content === undefined) missing.push(name);
      else yield { name, content: bytesOf(content), isPacked: true };
    }
  }
  if (missing.length > 0) yield { name: '缺少的文件.txt', content: once(`${missing.join('\r\n')}\r\n`) };
}

async function* bytesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array | string> {
  for await (const piece of stream) yield piece;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** His own, within the day, of a service that he still looks after and with the columns that he may still see. */
async function exportFor(
  room: Room,
  administrator: Administrator,
  id: string,
): Promise<{ row: ExportRow; version: ServiceVersion; columns: ReturnType<typeof columnsOffered> }> {
  const [row] = isUuid(id) ? await room.database.query<ExportRow>(exportById(id)) : [];
  const keys = await servicesOf(room, administrator);
  if (row === undefined || row.person !== administrator.id) throw new Refused('export/not-found');
  if (keys !== null && !keys.includes(row.service_id)) throw new Refused('export/not-found');
  if (!isFetchable(row, room.now())) throw new Refused('export/over');
  const version = await room.catalogue.find(row.service_id);
  const offered = new Map(columnsOffered(version).map((column) => [column.key, column]));
  return { row, version, columns: row.columns.flatMap((key) => offered.get(key) ?? []) };
}
