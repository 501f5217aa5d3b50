import { type Run, spend, spendOnText } from '../run.ts';
import { seen } from '../values/kind.ts';
import { define, refused, takes } from './define.ts';

export const textFunctions = define({
  substring: takes(
    { string: 'text', 'start position': 'number', length: 'number?' },
    ({ string, 'start position': start, length }, run) => {
      spendOnText(run, string.length);
      const signs = [...string];
      const from = start < 0 ? signs.length + start : start - 1;
      if (start === 0 || from < 0 || (length !== undefined && length < 1)) return null;
      return signs.slice(from, length === undefined ? undefined : from + length).join('');
    },
  ),
  'string length': takes({ string: 'text' }, ({ string }, run) => {
    spendOnText(run, string.length);
    return [...string].length;
  }),
  'upper case': takes({ string: 'text' }, ({ string }, run) => {
    spendOnText(run, string.length * 2);
    return string.toUpperCase();
  }),
  'lower case': takes({ string: 'text' }, ({ string }, run) => {
    spendOnText(run, string.length * 2);
    return string.toLowerCase();
  }),
  'substring before': takes({ string: 'text', match: 'text' }, ({ string, match }, run) => {
    const at = placeOf(run, string, match);
    return at < 0 ? '' : string.slice(0, at);
  }),
  'substring after': takes({ string: 'text', match: 'text' }, ({ string, match }, run) => {
    const at = placeOf(run, string, match);
    return at < 0 ? '' : string.slice(at + match.length);
  }),
  contains: takes(
    { string: 'text', match: 'text' },
    ({ string, match }, run) => placeOf(run, string, match) >= 0,
  ),
  'starts with': takes({ string: 'text', match: 'text' }, ({ string, match }) => string.startsWith(match)),
  'ends with': takes({ string: 'text', match: 'text' }, ({ string, match }) => string.endsWith(match)),
  'string join': takes({ list: 'list', delimiter: 'text?' }, ({ list, delimiter = '' }, run) => {
    spend(run, list.length);
    const texts = list.map(seen).filter((item) => item !== null);
    let length = 0;
    for (const text of texts) {
      if (typeof text !== 'string') throw refused('string join', '一列文字', 'a list of texts');
      length += text.length + delimiter.length;
    }
    spendOnText(run, length);
    return texts.join(delimiter);
  }),
});

/** Searching takes up to as many steps as both lengths multiplied, a great deal faster than steps of our own. */
function placeOf(run: Run, string: string, match: string): number {
  spend(run, Math.ceil((string.length * match.length) / 64));
  return string.indexOf(match);
}
