import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts';

const cheap = { ln: 4, r: 8, p: 1 };

describe('a password hash', () => {
  test('knows its password and no other', async () => {
    const hash = await hashPassword('correct horse battery');
    assert.match(hash, /^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.equal(await verifyPassword('correct horse battery', hash), true);
    assert.equal(await verifyPassword('correct horse batterY', hash), false);
    assert.equal(isOutdated(hash), false);
  });

  test('is another one each time', async () => {
    assert.notEqual(await hashPassword('the same', cheap), await hashPassword('the same', cheap));
  });

  test('made at another cost still knows its password, and says that it is outdated', async () => {
    const hash = await hashPassword('older password', cheap);
    assert.equal(await verifyPassword('older password', hash), true);
    assert.equal(await verifyPassword('another', hash), false);
    assert.equal(isOutdated(hash), true);
  });

  test('takes full-width and composed letters for what they stand for', async () => {
    const hash = await hashPassword('Ａbc密码é', cheap);
    assert.equal(await verifyPassword('Abc密码e\u0301', hash), true);
  });

  test('that cannot be read is a fault', async () => {
    await assert.rejects(verifyPassword('anything', '$2b$12$abcdefghijklmnopqrstuv'), /not in the form/);
  });
});

test('without a hash no password is right, after the work of a real one (S03)', async () => {
  const hash = await hashPassword('somebody');
  const spent = async (against: string | undefined) => {
    const before = process.cpuUsage();
    assert.equal(await verifyPassword('guess', against), false);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const [withHash, withoutHash] = [await spent(hash), await spent(undefined)];
  // Processor time, not the clock's, and wide: skipping the work would be a hundredth.
  assert.ok(withoutHash > withHash / 3, `${withoutHash} µs against ${withHash} µs`);
});
