import { FeelFailure } from '../failure.ts';
import { type Program, programOf } from '../patterns/program.ts';
import { type Found, search } from '../patterns/search.ts';
import { longestText, type Run, spend, spendOnList, spendOnText } from '../run.ts';
import { define, takes } from './define.ts';

const longestPattern = 500;

export const patternFunctions = define({
  matches: takes({ input: 'text', pattern: 'text', flags: 'text?' }, ({ input, pattern, flags }, run) => {
    return search(run, program(run, pattern, flags), input, 0, false) !== undefined;
  }),
  replace: takes(
    { input: 'text', pattern: 'text', replacement: 'text', flags: 'text?' },
    ({ input, pattern, replacement, flags }, run) => {
      let [result, last] = ['', 0];
      for (const found of matchesIn(run, program(run, pattern, flags), input)) {
        const piece = input.slice(last, found[0]) + filled(replacement, input, found);
        spendOnText(run, piece.length);
        result += piece;
        if (result.length > longestText) break;
        last = found[1] ?? last;
      }
      result += input.slice(last);
      spendOnText(run, result.length);
      return result;
    },
  ),
  split: takes({ string: 'text', delimiter: 'text' }, ({ string, delimiter }, run) => {
    const parts: string[] = [];
    let last = 0;
    for (const [from = 0, to = 0] of matchesIn(run, program(run, delimiter, undefined), string)) {
      // What matches nothing stands between two characters, not before the first or after the last.
      if (from === to && (from === 0 || from === string.length)) continue;
      parts.push(string.slice(last, from));
      last = to;
    }
    spendOnList(run, parts.length);
    return [...parts, string.slice(last)];
  }),
});

function* matchesIn(run: Run, program: Program, text: string): Generator<Found> {
  for (let from = 0; from <= text.length; ) {
    const found = search(run, program, text, from, true);
    const [start, end] = found ?? [];
    if (found === undefined || start === undefined || end === undefined) return;
    yield found;
    const code = text.codePointAt(end) ?? 0;
    from = end > start ? end : end + (code > 0xffff ? 2 : 1);
  }
}

/** `$1` is what the first group took, `$0` the whole match; `\$` and `\\` are the signs themselves. */
function filled(replacement: string, input: string, found: Found): string {
  return replacement.replace(
    /\\([\\$])|\$(\d)/g,
    (_, sign: string | undefined, group: string | undefined) => {
      if (sign !== undefined) return sign;
      const [from = -1, to = -1] = found.slice(Number(group) * 2, Number(group) * 2 + 2);
      return from < 0 || to < 0 ? '' : input.slice(from, to);
    },
  );
}

/** Few patterns are used again and again. */
const known = new Map<string, Program>();
const mostKnown = 200;

function program(run: Run, pattern: string, flags = ''): Program {
  const key = `${flags}/${pattern}`;
  const result = known.get(key) ?? made(pattern, flags);
  if (known.size >= mostKnown) known.clear();
  known.set(key, result);
  // The same whether it was known or not: what an expression may spend must not depend on what others did.
  spend(run, result.steps.length * 4);
  return result;
}

function made(pattern: string, flags: string): Program {
  if (pattern.length > longestPattern) {
    throw new FeelFailure(
      `匹配模式超过 ${longestPattern} 个字符`,
      `The pattern is longer than ${longestPattern} characters`,
    );
  }
  if (!/^[smix]*$/.test(flags))
    throw new FeelFailure(`没有这种匹配方式：${flags}`, `There is no such flag: ${flags}`);
  return programOf(flags.includes('x') ? withoutSpace(pattern) : pattern, {
    ignoresCase: flags.includes('i'),
    dotIsAny: flags.includes('s'),
    linewise: flags.includes('m'),
  });
}

/** With the flag x white space in a pattern is only for its reader, except in `[ ]`. */
function withoutSpace(pattern: string): string {
  return pattern.replace(
    /(\[(?:\\[\s\S]|[^\]\\])*\])|(\\[\s\S])|\s+/g,
    (_, set = '', sign = '') => set + sign,
  );
}
