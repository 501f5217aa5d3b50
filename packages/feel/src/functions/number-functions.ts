import { FeelFailure } from '../failure.ts';
import { decimalSteps, spend } from '../run.ts';
import { modulo, type Rounding, round } from '../values/decimal.ts';
import { isDuration, resized, sizeOf } from '../values/duration.ts';
import { isMissing, single } from '../values/kind.ts';
import { define, refused, takes } from './define.ts';

export const numberFunctions = define({
  decimal: rounding('half even'),
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('half up'),
  'round half down': rounding('half down'),
  abs: takes({ n: 'any' }, ({ n }) => {
    const value = single(n);
    if (isMissing(value)) return null;
    if (typeof value === 'number') return Math.abs(value);
    if (!isDuration(value)) throw refused('abs', '数或时长', 'a number or a duration');
    return resized(value, Math.abs(sizeOf(value)));
  }),
  modulo: takes({ dividend: 'number', divisor: 'number' }, ({ dividend, divisor }, run) => {
    spend(run, decimalSteps);
    if (divisor === 0) throw refused('modulo', '非零的除数', 'a divisor that is not zero');
    return modulo(dividend, divisor);
  }),
  sqrt: takes({ number: 'number' }, ({ number }) => {
    if (number < 0) throw refused('sqrt', '非负的数', 'a number that is not negative');
    return Math.sqrt(number);
  }),
  log: takes({ number: 'number' }, ({ number }) => {
    if (number <= 0) throw refused('log', '正数', 'a positive number');
    return Math.log(number);
  }),
  exp: takes({ number: 'number' }, ({ number }) => finite(Math.exp(number))),
  odd: takes({ number: 'number' }, ({ number }) => Math.abs(number) % 2 === 1),
  even: takes({ number: 'number' }, ({ number }) => number % 2 === 0),
});

function rounding(how: Rounding) {
  return takes({ n: 'number', scale: 'number?' }, ({ n, scale = 0 }, run) => {
    spend(run, decimalSteps);
    return finite(round(n, Math.max(-400, Math.min(Math.trunc(scale), 400)), how));
  });
}

function finite(number: number): number {
  if (Number.isFinite(number)) return number;
  throw new FeelFailure('结果不是有限的数', 'The result is not a finite number');
}
