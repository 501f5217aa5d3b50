import { readFile } from 'node:fs/promises';
import type { Database } from '@yizhan/database';
import { type LoadReport, loadOrganisation, OrganisationRefused } from '@yizhan/identity';
import { WrongUse } from './command.ts';

/** The file's content, not yet judged. @throws WrongUse */
export async function readOrganisation(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUse(`读不出文件“${file}”`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WrongUse(`“${file}”不是有效的 JSON：${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Loads an organisation, all or nothing, and says what it did, or everything that is wrong. */
export async function importOrganisation(
  database: Database,
  file: string,
  content: unknown,
): Promise<number> {
  try {
    const report = await loadOrganisation(database, content);
    for (const line of linesOf(report)) console.log(line);
    return 0;
  } catch (error) {
    if (!(error instanceof OrganisationRefused)) throw error;
    for (const { path, message } of error.faults) console.error(`${file} [${path}]: ${message}`);
    console.error(`${error.faults.length} 个问题，什么也没有装入`);
    return 1;
  }
}

function linesOf({
  units,
  persons,
  posts,
  groups,
  members,
  grants,
  relations,
  missing,
}: LoadReport): readonly string[] {
  const told = (name: string, done: { added: number; changed: number; removed?: number }) =>
    `${name}：新增 ${done.added}，更改 ${done.changed}${done.removed === undefined ? '' : `，去掉 ${done.removed}`}`;
  const kept = Object.entries({ 单位: missing.units, 人员: missing.persons, 组: missing.groups });
  return [
    told('单位', units),
    `${told('人员', persons)}，停用 ${persons.disabled.length}${listed(persons.disabled)}`,
    told('岗位', posts),
    told('组', groups),
    told('组成员', members),
    told('授权', grants),
    told('关系', relations),
    ...kept
      .filter(([, ids]) => ids.length > 0)
      .map(([name, ids]) => `文件里没有、原样保留的${name} ${ids.length}${listed(ids)}`),
  ];
}

/** A handful by id; nobody reads a thousand. */
const listed = (ids: readonly string[]): string =>
  ids.length === 0 ? '' : `（${ids.slice(0, 20).join('、')}${ids.length > 20 ? '…' : ''}）`;
