import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedAddress } from './throttle.ts';

test('an IPv4 address counts as it is, also when written as IPv6', () => {
  assert.equal(countedAddress('10.2.3.4'), '10.2.3.4');
  assert.equal(countedAddress('::ffff:10.2.3.4'), '10.2.3.4');
});

test('all addresses of an IPv6 network count as one, however they are written', () => {
  const network = '2001:db8:0:1::/64';
  assert.equal(countedAddress('2001:db8:0:1:aaaa:bbbb:cccc:dddd'), network);
  assert.equal(countedAddress('2001:0DB8:0000:0001::5'), network);
  assert.equal(countedAddress('2001:db8::1:0:0:0:9'), network);
  assert.equal(countedAddress('fe80::1%eth0'), 'fe80:0:0:0::/64');
  assert.equal(countedAddress('::1'), '0:0:0:0::/64');
});

test('what is no address counts as a text that can be stored', () => {
  assert.equal(countedAddress(''), '');
  assert.equal(countedAddress('unknown\0'), 'unknown');
});
