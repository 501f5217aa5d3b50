import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { typeCheck } from './checks.ts';
import { plantedTree } from './planted-tree.ts';
import { runTool } from './run-command.ts';

const unknownToTheCompiler = {
  console: "console.log('here');",
  setTimeout: 'setTimeout(() => 1, 10);',
  fetch: "fetch('http://127.0.0.1/');",
  process: 'process.exit();',
  performance: 'performance.now();',
  crypto: 'crypto.randomUUID();',
  document: "document.title = '';",
  'node:fs': "import { readFileSync } from 'node:fs';\nreadFileSync('x');",
};

const refusedByTheLinter = {
  'date-now': 'export const now = Date.now();',
  'date-now-as-value': 'export const clock = Date.now;',
  'new-date': 'export const now = new Date();',
  'math-random': 'export const dice = Math.random();',
  'global-this': "export const dice = globalThis['Math'].random();",
  'process-env': 'export const home = process.env.HOME;',
};

const harmless = [
  'export const day = new Date(2026, 0, 31);',
  'export const moment = (text: string) => Date.parse(text);',
  'export const root = Math.sqrt(2);',
];

function pureRooms(t: TestContext, lines: Record<string, string>): string {
  return plantedTree(t, {
    ...planted(lines),
    'packages/feel/src/harmless.ts': `${harmless.join('\n')}\n`,
    'packages/feel/src/harmless.test.ts':
      'export const now = Date.now();\nexport const dice = Math.random();\n',
    'packages/flow/src/harmless.ts': 'export const now = Date.now();\n',
  });
}

test('a pure room knows no timer, network, console or Node, says the compiler', async (t) => {
  const { output } = await typeCheck(pureRooms(t, unknownToTheCompiler), 'tsconfig.pure.json');
  for (const name of Object.keys(unknownToTheCompiler))
    assert.match(output, new RegExp(`^${fileOf(name)}.*Cannot find name '${name}'`, 'm'), name);
  assert.doesNotMatch(output, /harmless/);
});

test('a pure room has no clock and no dice, says the linter; its tests and other rooms have', async (t) => {
  const { output } = await runTool(pureRooms(t, refusedByTheLinter), 'biome', [
    'lint',
    '--max-diagnostics=none',
  ]);
  for (const name of Object.keys(refusedByTheLinter))
    assert.match(output, new RegExp(`${fileOf(name)}:`), name);
  assert.doesNotMatch(output, /harmless/);
});

function fileOf(name: string): string {
  return `packages/feel/src/planted-${name.toLowerCase().replace(':', '-')}.ts`;
}

function planted(lines: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(lines).map(([name, line]) => [fileOf(name), `${line}\nexport {};\n`]),
  );
}
