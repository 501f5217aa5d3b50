import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ConfigFault, readConfig, root } from './config.ts';

const faultsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigFault);
    return error.faults;
  }
  return [];
};

describe('configuration', () => {
  test('of an empty environment is the demo campus on this machine', () => {
    assert.deepEqual(readConfig({}), {
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://127.0.0.1:8080',
      sandboxPayPort: 8081,
      databaseUrl: undefined,
      data: path.join(root, '.data'),
      site: path.join(root, 'site/demo'),
      demoPassword: undefined,
      isProduction: false,
    });
  });

  test('takes an empty variable as none', () => {
    assert.deepEqual(
      readConfig({ PORT: '', HOST: '', DATABASE_URL: '', YIZHAN_DEMO_PASSWORD: '' }),
      readConfig({}),
    );
  });

  test('writes an IPv6 host into its address as one does', () => {
    assert.equal(readConfig({ HOST: '::1', PORT: '0' }).publicUrl, 'http://[::1]:0');
    assert.equal(
      readConfig({ PUBLIC_URL: 'https://hall.example.edu.cn/' }).publicUrl,
      'https://hall.example.edu.cn',
    );
  });

  test('reads a secret from the file that …_FILE names, without its last line break', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'yizhan-config-'));
    const file = path.join(directory, 'secret');
    writeFileSync(file, 'postgres://yizhan:secret@db/yizhan\n');
    assert.equal(readConfig({ DATABASE_URL_FILE: file }).databaseUrl, 'postgres://yizhan:secret@db/yizhan');
    rmSync(directory, { recursive: true });
    assert.deepEqual(faultsOf({ DATABASE_URL_FILE: file }), [`DATABASE_URL_FILE 指向的文件 ${file} 读不出`]);
  });

  test('tells all faults at once, and no secret', () => {
    const faults = faultsOf({
      PORT: '99999',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      PUBLIC_URL: 'ftp://hall',
      YIZHAN_DEMO_PASSWORD_FILE: '/nowhere',
    });
    assert.deepEqual(
      faults.map((fault) => fault.split(/[ “]/)[0]),
      ['PORT', 'DATABASE_URL', 'PUBLIC_URL', 'YIZHAN_DEMO_PASSWORD_FILE'],
    );
    assert.equal(faults.join().includes('hunter2'), false);
  });

  test('refuses ports that are none', () => {
    for (const PORT of ['-1', '65536', '80.5', 'http', '1e9'])
      assert.equal(faultsOf({ PORT }).length, 1, PORT);
  });

  test('knows a mail server by its address or by its parts, and says what is missing', () => {
    const from = 'hall@example.edu.cn';
    assert.deepEqual(readConfig({ SMTP_URL: 'smtp://hall:p%40ss@mail:25', MAIL_FROM: from }).smtp, {
      host: 'mail',
      port: 25,
      isSecure: false,
      from,
      user: 'hall',
      password: 'p@ss',
    });
    assert.deepEqual(readConfig({ SMTP_HOST: 'mail', SMTP_SECURE: 'true', MAIL_FROM: from }).smtp, {
      host: 'mail',
      port: 465,
      isSecure: true,
      from,
    });
    assert.equal(readConfig({ SMTP_URL: 'smtp://mail', MAIL_FROM: from }).smtp?.port, 587);
    assert.equal(readConfig({}).smtp, undefined);
    assert.match(faultsOf({ SMTP_URL: 'smtp://mail' })[0] ?? '', /MAIL_FROM/);
    assert.match(faultsOf({ SMTP_URL: 'mail:25' })[0] ?? '', /SMTP_URL/);
    assert.match(faultsOf({ MAIL_FROM: from })[0] ?? '', /SMTP_HOST/);
    assert.match(faultsOf({ SMS_URL: 'sms' })[0] ?? '', /SMS_URL/);
  });
});
