import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import i18next from 'i18next';
import { between, durationText, greetingKey, momentText, schoolDate } from './times.ts';
import { zh } from './zh.ts';

const now = new Date('2026-11-24T02:00:00Z'); // 10:00 at school

before(async () => {
  await i18next.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zh } } });
});

describe('moments', () => {
  test('today and yesterday are told in words, in the time of the school', () => {
    assert.equal(momentText('2026-11-24T00:30:00Z', i18next.t, now), '今天 08:30');
    assert.equal(momentText('2026-11-23T15:59:00Z', i18next.t, now), '昨天 23:59');
    assert.equal(momentText('2026-11-23T16:00:00Z', i18next.t, now), '今天 00:00');
  });

  test('the year stands only where it is another one', () => {
    assert.equal(momentText('2026-03-02T01:05:00Z', i18next.t, now), '03-02 09:05');
    assert.equal(momentText('2025-12-31T01:05:00Z', i18next.t, now), '2025-12-31 09:05');
  });

  test('an unreadable time is shown as it came', () => {
    assert.equal(momentText('soon', i18next.t, now), 'soon');
  });
});

test('a duration takes the largest unit that fits', () => {
  const minutes = (count: number) => durationText(count * 60_000, i18next.t);
  assert.equal(minutes(0.5), '不到 1 分钟');
  assert.equal(minutes(59), '59 分钟');
  assert.equal(minutes(61), '1 小时');
  assert.equal(minutes(47 * 60), '47 小时');
  assert.equal(minutes(49 * 60), '2 天');
  assert.equal(durationText(-1, i18next.t), '不到 1 分钟');
});

test('the school date changes at its own midnight', () => {
  assert.equal(schoolDate(new Date('2026-11-24T15:59:59Z')), '2026-11-24');
  assert.equal(schoolDate(new Date('2026-11-24T16:00:00Z')), '2026-11-25');
});

test('the greeting follows the hour at school', () => {
  assert.equal(greetingKey(now), 'home.morning');
  assert.equal(greetingKey(new Date('2026-11-24T04:00:00Z')), 'home.noon');
  assert.equal(greetingKey(new Date('2026-11-24T08:00:00Z')), 'home.afternoon');
  assert.equal(greetingKey(new Date('2026-11-24T20:00:00Z')), 'home.evening');
});

test('time between two moments', () => {
  assert.equal(between('2026-11-24T00:00:00Z', '2026-11-24T01:00:00Z'), 3_600_000);
});
