import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runCli } from '../testing/run-cli.ts';
import { commands } from './commands.ts';

const inParallel = { concurrency: 2 };

describe('yizhan --help', inParallel, () => {
  test('names every command and exits 0, as do help, -h and nothing at all', async () => {
    const [long, ...others] = await Promise.all([['--help'], ['help'], []].map((args) => runCli(args)));
    assert.equal(long?.code, 0);
    for (const name of Object.keys(commands))
      assert.match(long?.stdout ?? '', new RegExp(`^ {2}${name} `, 'm'));
    for (const other of others) assert.deepEqual(other, long);
  });

  for (const name of ['start', 'demo', 'user']) {
    const { summary = '', usage = [] } = commands[name] ?? {};
    test(`${name} --help says what it does and how it is called, and does nothing`, async () => {
      const { code, stdout, stderr } = await runCli([name, '--help'], {
        DATABASE_URL: 'postgres://nowhere.invalid/x',
      });
      assert.deepEqual([code, stderr], [0, '']);
      assert.ok(stdout.startsWith(summary));
      for (const line of usage) assert.ok(stdout.includes(`yizhan ${line}`));
    });
  }
});

describe('wrong use is told in one line with the right use, and exits 2', inParallel, () => {
  const wrong: Readonly<Record<string, readonly string[]>> = {
    'an unknown command': ['fly'],
    'a command that is a property of every object': ['constructor'],
    'an unknown option': ['migrate', '--fast'],
    'a name where none is taken': ['doctor', 'now'],
    'a missing path': ['validate'],
    'a path that is not there': ['validate', 'site/nowhere'],
    'a folder without a service': ['validate', 'bin'],
    'a file that is not there': ['validate', 'nowhere.bpmn'],
    'only one of two files': ['simulate', 'flow.bpmn'],
    'an unknown part of the server': ['start', '--services=http,mail'],
    'an option without its value': ['start', '--services'],
    '--json without --accounts': ['demo', '--json'],
    'an import of nothing': ['import'],
    'a drawing of nothing': ['layout'],
    'a drawing of what is not there': ['layout', 'nowhere.bpmn'],
    'an unknown benchmark': ['bench', 'nothing'],
  };
  for (const [what, args] of Object.entries(wrong)) {
    test(what, async () => {
      const { code, stdout, stderr } = await runCli(args);
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, /^yizhan: [^\n]+\n$/);
      assert.match(stderr, /yizhan [a-z-]+/);
    });
  }
});

test('faults of the configuration are all told at once, without a stack, and exit 1', async () => {
  const { code, stdout, stderr } = await runCli(['migrate'], {
    PORT: 'x',
    DATABASE_URL: 'db',
    PUBLIC_URL: 'hall',
  });
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /^配置有误：\n {2}- PORT.*\n {2}- DATABASE_URL.*\n {2}- PUBLIC_URL.*\n$/);
});
