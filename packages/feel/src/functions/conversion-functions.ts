import { spendOnText } from '../run.ts';
import { textOf } from '../values/text-of.ts';
import { truthOf } from '../values/truth.ts';
import { define, refused, takes } from './define.ts';

export const conversionFunctions = define({
  not: takes({ negand: 'any' }, ({ negand }) => {
    const truth = truthOf(negand);
    return truth === null ? null : !truth;
  }),
  string: takes({ from: 'any' }, ({ from }, run) => (from === null ? null : textOf(run, from))),
  number: takes(
    { from: 'any', 'grouping separator': 'text?', 'decimal separator': 'text?' },
    ({ from, 'grouping separator': grouping = '', 'decimal separator': point = '.' }, run) => {
      if (typeof from === 'number') return from;
      if (from === null || from === '') return null;
      if (typeof from !== 'string' || from.length > 100) throw notNumeric();
      if (!separators.has(grouping) || !points.has(point) || grouping === point) {
        throw refused(
          'number',
          '分隔符 空格、逗号或点，两个不同',
          'a space, comma or point as separators, not the same',
        );
      }
      spendOnText(run, from.length);
      const whole = grouping === '' ? from : from.split(grouping).join('');
      const text = point === ',' ? whole.replace(',', '.') : whole;
      if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text)) throw notNumeric();
      const number = Number(text);
      if (!Number.isFinite(number)) throw notNumeric();
      return number;
    },
  ),
});

const separators: ReadonlySet<string> = new Set(['', ' ', ',', '.']);
const points: ReadonlySet<string> = new Set([',', '.']);

function notNumeric() {
  return refused('number', '写成数的文字', 'a text that is a number');
}
