import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Field } from './document.ts';
import { formatValue } from './format-value.ts';

const names = { people: { T1: { name: '林清和' }, T2: { name: '沈砚' } }, units: { u1: '历史学院' } };
const field = (type: Field['type'], more: object = {}) => ({ key: 'a', label: 'a', type, ...more }) as Field;
const zh = (one: Field, value: unknown) => formatValue(one, value, names, 'zh-CN');
const en = (one: Field, value: unknown) => formatValue(one, value, names, 'en');
const options = [
  { value: 'x', label: '甲', labelEn: 'First' },
  { value: 'y', label: '乙' },
];
const types = [
  'text',
  'number',
  'money',
  'date',
  'datetime',
  'daterange',
  'boolean',
  'select',
  'multiselect',
] as const;
const more = [
  'person',
  'persons',
  'department',
  'attachment',
  'image',
  'note',
  'table',
  'textarea',
  'phone',
  'radio',
] as const;

describe('a value as one text', () => {
  test('in Chinese', () => {
    assert.equal(zh(field('money'), 123_456_789), '1,234,567.89 元');
    assert.equal(zh(field('money'), -5), '-0.05 元');
    assert.equal(zh(field('number', { unit: '天' }), 12345.5), '12,345.5 天');
    assert.equal(zh(field('boolean'), false), '否');
    assert.equal(zh(field('datetime'), '2026-03-02T09:00'), '2026-03-02 09:00');
    assert.equal(
      zh(field('daterange'), { start: '2026-03-02', end: '2026-03-03' }),
      '2026-03-02 至 2026-03-03',
    );
    assert.equal(zh(field('daterange'), { start: '2026-03-02T09:00' }), '2026-03-02 09:00 至 …');
    assert.equal(zh(field('multiselect', { options }), ['x', 'y', 'z']), '甲、乙、z');
    assert.equal(zh(field('persons'), ['T1', 'T2', 'T9']), '林清和、沈砚、T9');
    assert.equal(zh(field('department'), 'u1'), '历史学院');
    assert.equal(zh(field('attachment'), [{ id: 'f', name: 'a.pdf', size: 1, type: 'x' }]), 'a.pdf');
    assert.equal(zh(field('table'), [{}, {}]), '2 行');
  });

  test('in English', () => {
    assert.equal(en(field('money'), 100), 'CNY 1.00');
    assert.equal(en(field('boolean'), true), 'Yes');
    assert.equal(en(field('multiselect', { options }), ['x', 'y']), 'First, 乙');
    assert.equal(
      en(field('daterange'), { start: '2026-03-02', end: '2026-03-03' }),
      '2026-03-02 to 2026-03-03',
    );
    assert.equal(en(field('table'), [{}]), '1 row');
  });

  test('is empty when there is none, and never throws on another kind', () => {
    for (const type of [...types, ...more]) {
      const one = field(type, { options });
      assert.equal(zh(one, undefined), '');
      assert.equal(zh(one, null), '');
      fc.assert(
        fc.property(fc.jsonValue(), (value) => typeof zh(one, value) === 'string'),
        { numRuns: 30 },
      );
    }
  });

  test('does not take an inherited name for an id', () => {
    assert.equal(zh(field('person'), 'constructor'), 'constructor');
    assert.equal(zh(field('department'), '__proto__'), '__proto__');
  });
});
