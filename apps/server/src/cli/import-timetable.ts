import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Hall, readTimetable } from '@yizhan/hall';
import { WrongUse } from './command.ts';

/**
 * The file's content, not yet judged: JSON, or CSV with a head line of the entries' keys. A CSV is called by its file's
 * name, and its first Monday stands in that name: `2026-autumn.2026-08-31.csv`. @throws WrongUse
 */
export async function readTimetableFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUse(`读不出文件“${file}”`);
  });
  if (file.endsWith('.csv')) return fromCsv(path.basename(file, '.csv'), text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WrongUse(`“${file}”不是有效的 JSON：${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Imports a timetable, all or nothing, and says what it did, or everything that stands in its way. */
export async function importTimetable(
  hall: Hall,
  file: string,
  content: unknown,
  { log, error }: { log(line: string): void; error(line: string): void },
): Promise<number> {
  const read = readTimetable(content, hall.site);
  if ('faults' in read) {
    for (const { where, message } of read.faults) error(`${file} [${where}]: ${message}`);
    error(`${read.faults.length} 个问题，什么也没有装入`);
    return 1;
  }
  const done = await hall.importTimetable(read.timetable);
  if ('clashes' in done) {
    for (const { resource, title, start, with: other } of done.clashes)
      error(`${file}: ${resource} ${start.replace('T', ' ')} “${title}”与“${other}”冲突`);
    error(`${done.clashes.length} 处冲突，什么也没有装入`);
    return 1;
  }
  log(`课表：${read.timetable.name}，${done.lessons} 次`);
  return 0;
}

/** `resource,title,weekday,weeks,date,sections,start,end`; sections like 3-4, weeks like 1-8;10-16. */
function fromCsv(name: string, text: string): unknown {
  const [head = '', ...lines] = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const keys = cellsOf(head);
  const [id = '', firstMonday] = name.split(/\.(?=\d{4}-\d\d-\d\d$)/);
  const entries = lines.map((line) => {
    const cells = cellsOf(line);
    const pairs = keys
      .map((key, index) => [key, (cells[index] ?? '').trim()] as const)
      .filter(([, cell]) => cell !== '');
    return Object.fromEntries(pairs.map(([key, cell]) => [key, valueIn(key, cell)]));
  });
  return { id, name: id, ...(firstMonday !== undefined && { firstMonday }), entries };
}

/** Quoted cells may hold commas, and quotes doubled. */
const cellsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

function valueIn(key: string, cell: string): unknown {
  if (key === 'weekday') return Number(cell);
  if (key === 'weeks') return cell.replaceAll(';', ',');
  if (key !== 'sections') return cell;
  const [from = 0, until = from] = cell.split('-').map(Number);
  return Array.from({ length: Math.max(1, until - from + 1) }, (_, index) => from + index);
}
