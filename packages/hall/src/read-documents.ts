import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TSchema } from 'typebox';
import Value from 'typebox/value';
import type { ServiceFault } from './services/service-fault.ts';

export interface ReadDocuments<Document> {
  /** By id. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly faults: readonly ServiceFault[];
}

/** What is wrong with a document besides its shape; `where` as a JSON pointer. */
type Judge<Document> = (document: Document, fault: (where: string, message: string) => void) => void;

/**
 * The documents of one kind (of which the schema is the shape) in a site's folder, each in a file that is called by its
 * id. A site without any has no such folder.
 */
export async function readDocuments<Document extends { readonly id: string }>(
  site: string,
  folder: string,
  schema: TSchema,
  judge: Judge<Document>,
): Promise<ReadDocuments<Document>> {
  const directory = path.join(site, folder);
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const documents = new Map<string, Document>();
  const faults: ServiceFault[] = [];
  for (const name of names) {
    const fault = (where: string, message: string) =>
      void faults.push({ file: `${folder}/${name}`, where, message });
    const content = parsed(await readFile(path.join(directory, name), 'utf8'), fault);
    if (content === undefined) continue;
    if (!Value.Check(schema, content)) {
      for (const { instancePath, message } of Value.Errors(schema, content)) fault(instancePath, message);
      continue;
    }
    const document = content as Document;
    if (name !== `${document.id}.json`) fault('/id', `应当与文件名相同：${path.parse(name).name}`);
    judge(document, fault);
    documents.set(document.id, document);
  }
  return { documents, faults };
}

function parsed(text: string, fault: (where: string, message: string) => void): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    fault('', `不是有效的 JSON：${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
