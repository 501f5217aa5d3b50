/** Where in a file a fault stands, so that an editor can go there. */

/** The line (from 1) of the place that a fault names, or of the nearest place around it that is there. */
export function lineOf(file: string, text: string, where: string): number | undefined {
  if (file.endsWith('.bpmn') || file.endsWith('.dmn')) return lineOfElement(text, where);
  const lines = linesIn(text);
  for (let place = where; ; place = place.replace(/(^|[.[])[^.[]*$/, '')) {
    const line = lines.get(place);
    if (line !== undefined) return line;
    if (place === '') return undefined;
  }
}

function lineOfElement(text: string, id: string): number | undefined {
  if (id === '') return undefined;
  const at = text.search(new RegExp(`\\bid=["']${id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']`));
  return at < 0 ? undefined : lineAt(text, at);
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

const tokens = /"(?:\\.|[^"\\])*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

interface Around {
  readonly path: string;
  readonly isList: boolean;
  index: number;
  key: string;
}

/** The line of every value of a JSON file, by its path: `quota[0].max`. Called for files that do parse. */
function linesIn(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const open: Around[] = [];
  let [line, counted] = [1, 0];
  let before = '';
  for (const { 0: token, index } of text.matchAll(tokens)) {
    line += text.slice(counted, index).split('\n').length - 1;
    counted = index;
    if (token === '}' || token === ']') open.pop();
    else if (token === ',' || token === ':') separate(open.at(-1), token, before);
    else begin(open, token, lines, line);
    before = token;
  }
  return lines;
}

function separate(around: Around | undefined, token: string, before: string): void {
  if (around === undefined) return;
  if (token === ':') around.key = String(JSON.parse(before));
  else if (around.isList) around.index += 1;
}

/** A value begins, unless it is a key that stands before one. */
function begin(open: Around[], token: string, lines: Map<string, number>, line: number): void {
  const around = open.at(-1);
  if (around !== undefined && !around.isList && around.key === '') return;
  const path = pathIn(around);
  lines.set(path, line);
  if (around !== undefined) around.key = '';
  if (token === '{' || token === '[') open.push({ path, isList: token === '[', index: 0, key: '' });
}

function pathIn(around: Around | undefined): string {
  if (around === undefined) return '';
  if (around.isList) return `${around.path}[${around.index}]`;
  return around.path === '' ? around.key : `${around.path}.${around.key}`;
}
