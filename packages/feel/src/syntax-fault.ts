/** Says in a service owner's words what is wrong with a text that is not FEEL. */
import { FeelSyntaxError } from './failure.ts';
import type { Tree } from './parse.ts';

/** Habits from other languages and from the Chinese keyboard, with what FEEL wants instead. */
const habits: readonly [RegExp, string, string][] = [
  [/==/, '相等只写一个“=”', 'write one "=" for equality'],
  [/&&/, '“并且”写作 and', 'write "and"'],
  [/\|\|/, '“或者”写作 or', 'write "or"'],
  [/!(?!=)/, '“不是”写作 not(…)', 'write not(…)'],
  [/'/, '文字用英文双引号 "…"', 'put text in double quotes'],
  [/[“”‘’]/, '文字用英文双引号 "…"，不是中文引号', 'use straight double quotes "…"'],
  [/[（）]/, '括号用半角 ( )', 'use half-width parentheses'],
  [/[，；]/, '逗号用半角 ,', 'use a half-width comma'],
  [/[＝＞＜＋－＊／]/, '运算符号用半角', 'use half-width operators'],
  [/\?[^:]*:/, '条件写作 if … then … else …', 'write if … then … else …'],
];

/** The first fault of the tree, or undefined when the whole text was understood. */
export function syntaxFault(tree: Tree, text: string): FeelSyntaxError | undefined {
  let fault: { from: number; to: number } | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) fault ??= { from: node.from, to: node.to };
      return fault === undefined;
    },
  });
  // The parser reads `a == 1` as comparing a with a test, which is never true.
  const doubled = withoutStrings(text).indexOf('==');
  if (!fault && doubled >= 0) fault = { from: doubled, to: doubled + 2 };
  if (!fault) return undefined;

  const rest = text.slice(fault.from).trimStart();
  const from = text.length - rest.length;
  const habit = habits.find(([pattern]) => pattern.test(withoutStrings(text)));
  const hint = habit ? `：${habit[1]}` : '';
  const hintEn = habit ? `: ${habit[2]}` : '';
  if (rest.length === 0) {
    return new FeelSyntaxError(`表达式没有写完${hint}`, `The expression is not complete${hintEn}`, text, {
      from: text.length,
      to: text.length,
    });
  }
  const piece = rest.match(/^(?:[\p{L}\p{N}_]+|\S)/u)?.[0] ?? rest.slice(0, 1);
  return new FeelSyntaxError(
    `第 ${from + 1} 个字符“${piece}”附近看不懂${hint}`,
    `Not understood near character ${from + 1} ("${piece}")${hintEn}`,
    text,
    { from, to: Math.max(fault.to, from + piece.length) },
  );
}

/** The text with its string literals blanked, each sign still in its place. */
function withoutStrings(text: string): string {
  return text.replace(/"(?:\\.|[^"\\])*"/g, (string) => `"${' '.repeat(string.length - 2)}"`);
}
