import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import type { ICruiseResult } from 'dependency-cruiser';
import { arrows } from './checks.ts';
import { plantedTree, root } from './planted-tree.ts';

async function cruise(tree: string): Promise<ICruiseResult> {
  const { output } = await arrows(tree, 'json');
  return JSON.parse(output);
}

/** Which rules a file breaks, and with what: `rule → imported file`. */
async function refusedIn(tree: string): Promise<(file: string) => string[]> {
  const { summary } = await cruise(tree);
  return (file) =>
    summary.violations
      .filter((violation) => violation.from === file)
      .map((violation) => `${violation.rule.name} → ${violation.to}`)
      .sort();
}

test('the real tree is seen: every TypeScript file, and arrows that are known to be there', async () => {
  const { modules } = await cruise(root);
  const seen = new Set(modules.map((module) => module.source));
  const unseen = globSync(['packages/*/src/**/*.ts', 'apps/*/src/**/*.{ts,tsx}'], { cwd: root }).filter(
    (file) => !seen.has(file),
  );
  assert.deepEqual(unseen, []);
  const arrow = (from: string, to: string) =>
    modules.some(
      (module) =>
        module.source.startsWith(from) && module.dependencies.some(({ resolved }) => resolved === to),
    );
  assert.ok(arrow('packages/engine/', 'packages/feel/src/index.ts'), 'engine → feel');
  assert.ok(arrow('apps/web/', 'packages/contract/src/index.ts'), 'web → contract');
});

test('imports that follow the picture are let through', async (t) => {
  const tree = plantedTree(t, {
    'packages/engine/src/decide.ts': "import '@yizhan/feel';\nimport './apply.ts';\n",
    'packages/engine/src/apply.ts': 'export {};\n',
    'packages/engine/src/decide.test.ts':
      "import 'node:test';\nimport 'fast-check';\nimport './decide.ts';\n",
    'packages/flow/src/run.db.test.ts': "import '@yizhan/database/testing';\n",
    'packages/database/src/testing/index.ts': "import '../index.ts';\n",
    'apps/web/src/main.tsx': "import '@yizhan/contract';\nexport const page = <main />;\n",
    'apps/server/src/main.ts': "import 'node:http';\nimport '@yizhan/hall';\nimport '@yizhan/flow';\n",
  });
  assert.deepEqual((await cruise(tree)).summary.violations, []);
});

test('imports against the picture are refused', async (t) => {
  const tree = plantedTree(t, {
    'packages/feel/src/reads-disk.ts': "import 'node:fs';\n",
    'packages/feel/src/dice.ts': "import 'fast-check';\n",
    'packages/feel/src/ring-one.ts': "import './ring-two.ts';\n",
    'packages/feel/src/ring-two.ts': "import './ring-one.ts';\n",
    'packages/engine/src/decide.ts': 'export {};\n',
    'packages/flow/src/looks-up.ts': "import '@yizhan/hall';\n",
    'packages/flow/src/type-only.ts': "import type {} from '@yizhan/hall';\n",
    'packages/flow/src/deep-by-name.ts': "import '@yizhan/engine/src/decide.ts';\n",
    'packages/flow/src/deep-by-path.ts': "import '../../engine/src/decide.ts';\n",
    'packages/flow/src/door-by-path.ts': "import '../../engine/src/index.ts';\n",
    'packages/flow/src/tests-at-run-time.ts': "import '@yizhan/database/testing';\n",
    'packages/flow/src/to-app.ts': "import '../../../apps/server/src/index.ts';\n",
    'packages/hall/src/undeclared.ts': "import 'antd';\n",
    'packages/hall/src/to-site.ts': "import '../../../site/demo/site.ts';\n",
    'packages/secret/src/unknown-room.ts': "import './index.ts';\n",
    'packages/secret/src/index.ts': 'export {};\n',
    'packages/database/src/testing/index.ts': 'export {};\n',
    'site/demo/site.ts': 'export {};\n',
    'apps/web/src/page.tsx': "import '@yizhan/flow';\nexport const page = <main />;\n",
    'apps/web/src/lazy.tsx': "export const later = () => import('@yizhan/hall');\n",
  });
  const refused = await refusedIn(tree);
  assert.deepEqual(refused('packages/feel/src/reads-disk.ts'), ['without-node → fs']);
  assert.match(refused('packages/feel/src/dice.ts').join(), /^no-dev-dependency-at-run-time → /);
  assert.match(refused('packages/feel/src/ring-one.ts').join(), /^no-cycle → /);
  assert.deepEqual(refused('packages/flow/src/looks-up.ts'), [
    'flow-knows-only → packages/hall/src/index.ts',
  ]);
  assert.deepEqual(refused('packages/flow/src/type-only.ts'), [
    'flow-knows-only → packages/hall/src/index.ts',
  ]);
  assert.deepEqual(refused('packages/flow/src/deep-by-name.ts'), [
    'resolvable → @yizhan/engine/src/decide.ts',
  ]);
  assert.deepEqual(refused('packages/flow/src/deep-by-path.ts'), [
    'by-name → packages/engine/src/decide.ts',
    'by-the-door → packages/engine/src/decide.ts',
  ]);
  assert.deepEqual(refused('packages/flow/src/door-by-path.ts'), ['by-name → packages/engine/src/index.ts']);
  assert.deepEqual(refused('packages/flow/src/tests-at-run-time.ts'), [
    'testing-for-tests → packages/database/src/testing/index.ts',
  ]);
  assert.ok(refused('packages/flow/src/to-app.ts').includes('flow-knows-only → apps/server/src/index.ts'));
  assert.deepEqual(refused('packages/hall/src/undeclared.ts'), ['resolvable → antd']);
  assert.deepEqual(refused('packages/hall/src/to-site.ts'), ['nobody-imports-site → site/demo/site.ts']);
  assert.deepEqual(refused('packages/secret/src/unknown-room.ts'), [
    'rooms-are-known → packages/secret/src/index.ts',
  ]);
  assert.deepEqual(refused('apps/web/src/page.tsx'), ['web-knows-only → packages/flow/src/index.ts']);
  assert.deepEqual(refused('apps/web/src/lazy.tsx'), ['web-knows-only → packages/hall/src/index.ts']);
});
