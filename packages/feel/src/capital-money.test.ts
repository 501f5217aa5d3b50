import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { capitalMoney } from './capital-money.ts';

describe('大写金额', () => {
  const cases: [number, string][] = [
    // the examples of 《支付结算办法》 附件一
    [1_409_50, '壹仟肆佰零玖元伍角'],
    [6_007_14, '陆仟零柒元壹角肆分'],
    [1_680_32, '壹仟陆佰捌拾元零叁角贰分'],
    [107_000_53, '壹拾万柒仟元零伍角叁分'],
    [16_409_02, '壹万陆仟肆佰零玖元零贰分'],
    [325_04, '叁佰贰拾伍元零肆分'],
    [5_827_00, '伍仟捌佰贰拾柒元整'],
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角'],
    [10_00, '壹拾元整'],
    [100_000_00, '壹拾万元整'],
    [100_010_000_00, '壹亿零壹万元整'],
    [1_000_000_000_000_00, '壹万亿元整'],
    [1_000_000_000_001_00, '壹万亿零壹元整'],
    [10_050_000_00, '壹仟零伍万元整'],
    [-3_20, '负叁元贰角'],
  ];
  for (const [cents, text] of cases) {
    test(`${cents / 100} is ${text}`, () => assert.equal(capitalMoney(cents), text));
  }

  test('reads back as the amount that was written, up to the largest exact number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (cents) => {
        assert.equal(readBack(capitalMoney(cents)), BigInt(cents));
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => {
        assert.equal(readBack(capitalMoney(cents)), BigInt(cents));
      }),
    );
  });

  test('never holds two 零 in a row, nor 零 before a unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (cents) => {
        assert.doesNotMatch(capitalMoney(cents), /零零|零[拾佰仟万亿元角分整]|^零/);
      }),
    );
  });

  test('fractions of a cent and numbers beyond exactness are refused', () => {
    assert.throws(() => capitalMoney(1.5), RangeError);
    assert.throws(() => capitalMoney(2 ** 53), RangeError);
    assert.throws(() => capitalMoney(Number.NaN), RangeError);
  });
});

/** An independent reader, sign by sign. */
function readBack(text: string): bigint {
  let cents = 0n;
  let high = 0n;
  let section = 0n;
  let digit = 0n;
  for (const sign of text) {
    const value = '零壹贰叁肆伍陆柒捌玖'.indexOf(sign);
    if (value >= 0) digit = BigInt(value);
    else if ('拾佰仟'.includes(sign)) {
      section += digit * 10n ** BigInt('拾佰仟'.indexOf(sign) + 1);
      digit = 0n;
    } else if (sign === '万') {
      high += (section + digit) * 10_000n;
      [section, digit] = [0n, 0n];
    } else if (sign === '亿') {
      high = (high + section + digit) * 100_000_000n;
      [section, digit] = [0n, 0n];
    } else if (sign === '元') {
      cents += (high + section + digit) * 100n;
      [high, section, digit] = [0n, 0n, 0n];
    } else if (sign === '角') {
      cents += digit * 10n;
      digit = 0n;
    } else if (sign === '分') {
      cents += digit;
      digit = 0n;
    }
  }
  return cents;
}
