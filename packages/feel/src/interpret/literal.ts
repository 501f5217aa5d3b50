/** `NumericLiteral`, also with its sign (`- 5`). */
export function numberIn(text: string): number {
  return Number(text.replace(/\s+/g, ''));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What a literal in quotes stands for. `\u` takes four hexadecimal digits, `\U` six. */
export function textIn(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]))/g, (_, short, long, sign: string) => {
      const code: string | undefined = short ?? long;
      if (code === undefined) return escapes[sign] ?? (sign === '"' || sign === '\\' ? sign : `\\${sign}`);
      const point = Number.parseInt(code, 16);
      return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    });
}
