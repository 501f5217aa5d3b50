import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import Value from 'typebox/value';
import type { ServiceFault } from '../services/service-fault.ts';
import { type Register, RegisterDocument } from './register.ts';

/** The registers that a site declares; a site without any has no such folder. */
export async function readRegisters(site: string): Promise<{
  readonly registers: ReadonlyMap<string, Register>;
  readonly faults: readonly ServiceFault[];
}> {
  const directory = path.join(site, 'registers');
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const registers = new Map<string, Register>();
  const faults: ServiceFault[] = [];
  for (const name of names) {
    const fault = (where: string, message: string) =>
      void faults.push({ file: `registers/${name}`, where, message });
    const document = parsed(await readFile(path.join(directory, name), 'utf8'), fault);
    if (document === undefined) continue;
    if (!Value.Check(RegisterDocument, document)) {
      for (const { instancePath, message } of Value.Errors(RegisterDocument, document))
        fault(instancePath, message);
      continue;
    }
    if (name !== `${document.id}.json`) fault('/id', `应当与文件名相同：${path.parse(name).name}`);
    const keys = document.columns.map(({ key }) => key);
    for (const key of keys.filter((each, index) => keys.indexOf(each) < index))
      fault('/columns', `列 ${key} 重复了`);
    if (document.personal !== undefined && !keys.includes(document.personal))
      fault('/personal', `没有列“${document.personal}”`);
    registers.set(document.id, document);
  }
  return { registers, faults };
}

function parsed(text: string, fault: (where: string, message: string) => void): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    fault('', `不是有效的 JSON：${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
