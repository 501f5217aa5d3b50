/**
 * Everything that a person can get to read: each GET of openapi.json, whatever is added to it, with the ids that are
 * looked for, and with what people type into searches.
 */
import assert from 'node:assert/strict';
import type { Campus } from './campus.ts';
import type { Person } from './client.ts';
import { textOfPdf } from './pdf-text.ts';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { parameters?: readonly Parameter[] }>>>>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: {
    readonly enum?: readonly string[];
    readonly anyOf?: readonly { readonly const?: string }[];
  };
}

/** What an id in a path may be, by the collection before it (`tasks`); `others` wherever it says nothing. */
export interface Ids {
  readonly [collection: string]: readonly string[];
}

const api = '/api/v1';

/** The answers to all of them, names of files and words on paper too, in one text. */
export async function behindAllDoors(
  campus: Campus,
  person: Person,
  ids: Ids,
  search: string,
): Promise<string> {
  const { body } = await person.get<Description>('/openapi.json');
  const seen: string[] = [];
  for (const [path, { get }] of Object.entries(body.paths)) {
    if (!get || !path.startsWith(api)) continue;
    for (const filled of withIds(path, ids))
      for (const query of queriesOf(get.parameters ?? [], search))
        seen.push(await readAt(`${campus.address}${filled}${query}`, person));
  }
  return seen.join('\n');
}

function withIds(path: string, ids: Ids): readonly string[] {
  const parameter = /\{\w+\}/.exec(path);
  if (!parameter) return [path];
  const collection =
    path
      .slice(0, parameter.index - 1)
      .split('/')
      .at(-1) ?? '';
  return (ids[collection] ?? ids.others ?? []).flatMap((id) => withIds(path.replace(parameter[0], id), ids));
}

/** As much as it gives at once, in each of its boxes; and what a search finds. */
function queriesOf(parameters: readonly Parameter[], search: string): readonly string[] {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const has = (name: string) => inQuery.some((parameter) => parameter.name === name);
  const boxes = inQuery.find(({ name }) => name === 'box')?.schema;
  const choices = boxes?.enum ?? boxes?.anyOf?.flatMap((choice) => choice.const ?? []) ?? [''];
  const common = has('limit') ? ['limit=100'] : [];
  return choices.flatMap((box) => {
    const parts = box === '' ? common : [...common, `box=${box}`];
    const plain = `?${parts.join('&')}`;
    return has('q') ? [plain, `?${[...parts, `q=${search}`].join('&')}`] : [plain];
  });
}

async function readAt(address: string, person: Person): Promise<string> {
  const response = await fetch(address, { headers: { cookie: person.cookie } });
  // Nothing would be seen of what is behind it: such a campus is not throttled.
  assert.notEqual(response.status, 429, address);
  const name = decodeURIComponent(response.headers.get('content-disposition') ?? '');
  if (response.headers.get('content-type') !== 'application/pdf') return `${name} ${await response.text()}`;
  const bytes = new Uint8Array(await response.arrayBuffer());
  // An attachment may be a PDF in name only.
  const paper = await textOfPdf(bytes).catch(() => ({ text: '' }));
  return `${name} ${paper.text}`;
}
