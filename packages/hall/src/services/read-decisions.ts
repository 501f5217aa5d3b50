import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { compileDmn, type Decision } from '@yizhan/feel';
import type { DecisionFile } from '@yizhan/flow';
import type { ServiceFault } from './service-fault.ts';

export interface ReadDecisions {
  readonly files: readonly DecisionFile[];
  /** By id, as the business rule tasks of the flow beside them ask for them. */
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly faults: readonly ServiceFault[];
}

/** Every .dmn file of a folder, in the order of their names. A decision's id may stand in only one of them. */
export async function readDecisions(directory: string): Promise<ReadDecisions> {
  const names = await readdir(directory).catch((): string[] => []);
  const files: DecisionFile[] = [];
  const decisions = new Map<string, Decision>();
  const faults: ServiceFault[] = [];
  for (const file of names.filter((name) => name.endsWith('.dmn')).sort()) {
    const xml = await readFile(path.join(directory, file), 'utf8');
    files.push({ file, xml });
    const compiled = await compileDmn(xml);
    if ('faults' in compiled) {
      faults.push(...compiled.faults.map(({ element, message }) => ({ file, where: element, message })));
      continue;
    }
    for (const [id, decision] of compiled.decisions) {
      if (decisions.has(id)) faults.push({ file, where: id, message: `决策“${id}”在别的文件里已经有了` });
      decisions.set(id, decision);
    }
  }
  return { files, decisions, faults };
}
