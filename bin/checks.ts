import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { type CommandResult, runTool } from './run-command.ts';

/** What `npm run check` looks at besides tests; each counts as one. */
export const checks: Readonly<Record<string, (root: string) => Promise<CommandResult>>> = {
  format: (root) => runTool(root, 'biome', ['format', '--max-diagnostics=20']),
  lint: (root) => runTool(root, 'biome', ['lint', '--error-on-warnings', '--max-diagnostics=50']),
  arrows,
  unused,
  types,
};

const places = ['packages', 'apps', 'bin', 'bench', 'e2e'];

/** The imports between files, against .dependency-cruiser.mjs. */
export function arrows(root: string, outputType = 'err-long'): Promise<CommandResult> {
  const present = places.filter((place) => existsSync(path.join(root, place)));
  return runTool(root, 'depcruise', ['--config', '.dependency-cruiser.mjs', '-T', outputType, ...present]);
}

/** knip takes what a room's index.ts exports as used; the second run asks whether anybody else imports it. */
async function unused(root: string): Promise<CommandResult> {
  const quiet = ['--no-progress', '--no-config-hints'];
  return together([await runTool(root, 'knip', quiet), await unusedAtTheDoors(root, quiet)]);
}

/** Types are left out here, since an index also names the types of its functions for the reader. */
async function unusedAtTheDoors(root: string, quiet: readonly string[]): Promise<CommandResult> {
  const question = ['--include-entry-exports', '--include=exports', '--reporter=json', '--no-exit-code'];
  const { output, passed } = await runTool(root, 'knip', [...quiet, ...question]);
  if (!passed) return { passed, output };
  const report: { issues: { file: string; exports: { name: string; line: number }[] }[] } =
    JSON.parse(output);
  const lines = report.issues
    .filter(({ file }) => /^packages\/[^/]+\/src\/index\.ts$/.test(file))
    .flatMap(({ file, exports }) =>
      exports.map(({ name, line }) => `${file}:${line} ${name}: no other room imports it`),
    );
  return { passed: lines.length === 0, output: lines.join('\n') };
}

/** Everything, then what must do without Node once more; see the comments in the files. */
const typeProjects = [
  'tsconfig.json',
  'tsconfig.pure.json',
  'apps/web/tsconfig.json',
  'apps/web/tsconfig.browser.json',
];

async function types(root: string): Promise<CommandResult> {
  return together(await Promise.all(typeProjects.map((project) => typeCheck(root, project))));
}

/** Type-checks one project; what was found out is kept in node_modules/.cache, where that may be written. */
export function typeCheck(root: string, project: string): Promise<CommandResult> {
  const cache = path.join(root, 'node_modules/.cache', project.replaceAll('/', '-'));
  const keep = mayWrite(path.join(root, 'node_modules')) ? ['--incremental', '--tsBuildInfoFile', cache] : [];
  return runTool(root, 'tsc', ['-p', project, '--pretty', 'false', ...keep]);
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function together(results: readonly CommandResult[]): CommandResult {
  const failed = results.filter((result) => !result.passed);
  return { passed: failed.length === 0, output: failed.map((result) => result.output.trim()).join('\n') };
}
