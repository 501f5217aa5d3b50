import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serialNumber } from './serial-number.ts';

describe('a serial number', () => {
  test('shows the date that its pattern names and counts in that period', () => {
    const daily = serialNumber('HY-{yyyy}{MM}{dd}-{seq:4}', '2026-11-24');
    assert.equal(daily.write(7), 'HY-20261124-0007');
    assert.notEqual(daily.period, serialNumber('HY-{yyyy}{MM}{dd}-{seq:4}', '2026-11-25').period);
    const yearly = serialNumber('YZ-{yyyy}-{seq:5}', '2026-01-01');
    assert.equal(yearly.period, serialNumber('YZ-{yyyy}-{seq:5}', '2026-12-31').period);
    assert.notEqual(yearly.period, serialNumber('YZ-{yyyy}-{seq:5}', '2027-01-01').period);
  });

  test('that outgrows its digits is written whole', () => {
    assert.equal(serialNumber('N{seq:2}', '2026-11-24').write(100), 'N100');
    assert.equal(serialNumber('N{seq:1}', '2026-11-24').write(9), 'N9');
  });

  test('without a date never begins anew', () => {
    assert.equal(
      serialNumber('N{seq:3}', '2026-11-24').period,
      serialNumber('N{seq:3}', '2031-01-01').period,
    );
  });
});
