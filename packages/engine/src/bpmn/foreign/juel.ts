/**
 * The expressions of Flowable, Activiti and Camunda 7 (`${…}`, JUEL) as FEEL: comparison, logic, arithmetic,
 * property access, literals, the ternary. What calls methods or beans has no counterpart and is refused.
 */

/** @throws SyntaxError saying what is not understood */
export function fromJuel(text: string): string {
  const tokens = tokenize(text);
  let at = 0;
  const peek = (): string => tokens[at] ?? '';
  const take = (...expected: readonly string[]): string | undefined =>
    expected.includes(peek()) ? tokens[at++] : undefined;
  const must = (expected: string): void => {
    if (take(expected) === undefined)
      throw new SyntaxError(`此处应有“${expected}”，却是“${peek() || '结尾'}”`);
  };

  function ternary(): string {
    const condition = binary(0);
    if (take('?') === undefined) return condition;
    const yes = ternary();
    must(':');
    return `(if ${condition} then ${yes} else ${ternary()})`;
  }

  function binary(level: number): string {
    const operators = levels[level];
    if (operators === undefined) return unary();
    let left = binary(level + 1);
    for (
      let operator = take(...Object.keys(operators));
      operator !== undefined;
      operator = take(...Object.keys(operators))
    ) {
      const right = binary(level + 1);
      left =
        operator === '%' || operator === 'mod'
          ? `modulo(${left}, ${right})`
          : `(${left} ${operators[operator]} ${right})`;
    }
    return left;
  }

  function unary(): string {
    if (take('!', 'not') !== undefined) return `not(${unary()})`;
    if (take('-') !== undefined) return `-${unary()}`;
    if (take('empty') !== undefined) {
      const value = unary();
      // As text, since FEEL's answer to whether a text equals a list is null, and so would be all of this.
      return `(${value} = null or string(${value}) = "" or string(${value}) = "[]")`;
    }
    return primary();
  }

  function primary(): string {
    if (take('(') !== undefined) {
      const inner = ternary();
      must(')');
      return `(${inner})`;
    }
    const token = tokens[at++] ?? '';
    if (/^["']/.test(token)) return JSON.stringify(token.slice(1, -1).replace(/\\(.)/g, '$1'));
    if (/^[\d]/.test(token) || token === 'true' || token === 'false' || token === 'null') return token;
    if (!isName(token)) throw new SyntaxError(`不认识“${token || '结尾'}”`);
    return path(token);
  }

  function path(start: string): string {
    let name = start;
    for (;;) {
      if (take('.') !== undefined) name += `.${tokens[at++] ?? ''}`;
      else if (take('[') !== undefined) {
        const index = ternary();
        must(']');
        name += /^\d+$/.test(index) ? `[${Number(index) + 1}]` : `.${index.replace(/^"|"$/g, '')}`;
      } else if (peek() === '(') throw new SyntaxError(`不能调用“${name}(…)”，请改用字段和比较`);
      else return name;
    }
  }

  const feel = ternary();
  if (at < tokens.length) throw new SyntaxError(`“${peek()}”之前缺少运算符`);
  return feel;
}

/** From the loosest to the tightest; the other spelling of each operator beside it. */
const levels: readonly Readonly<Record<string, string>>[] = [
  { '||': 'or', or: 'or' },
  { '&&': 'and', and: 'and' },
  { '==': '=', eq: '=', '!=': '!=', ne: '!=' },
  { '<': '<', lt: '<', '>': '>', gt: '>', '<=': '<=', le: '<=', '>=': '>=', ge: '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', div: '/', '%': '%', mod: 'mod' },
];

const isName = (token: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(token);

function tokenize(text: string): readonly string[] {
  const pattern =
    /\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_]*|&&|\|\||[=!<>]=|[-+*/%<>!?:().,[\]])/uy;
  const tokens: string[] = [];
  while (pattern.lastIndex < text.trimEnd().length) {
    const found = pattern.exec(text);
    if (found?.[1] === undefined) throw new SyntaxError('表达式中有不认识的字符');
    tokens.push(found[1]);
  }
  return tokens;
}
