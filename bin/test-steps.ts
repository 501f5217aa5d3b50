import { globSync } from 'node:fs';

/** A step of `npm test` that runs test files: which, how many at a time, and how many seconds each may take. */
export interface FileStep {
  readonly name: string;
  readonly patterns: readonly string[];
  readonly except?: RegExp;
  readonly atATime: number;
  readonly limit: number;
}

const needsDatabase = /\.db\.test\.ts$/;

export const pure: FileStep = {
  name: 'test:pure',
  patterns: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'bench/**/*.test.ts', 'bin/*.test.ts'],
  except: needsDatabase,
  atATime: 2,
  limit: 180,
};

export const database: FileStep = {
  name: 'test:database',
  patterns: ['packages/*/src/**/*.db.test.ts', 'apps/*/src/**/*.db.test.ts', 'bench/**/*.db.test.ts'],
  atATime: 2,
  // A hundred kills (kills.db.test.ts) take 3 minutes on two cores with another file beside them, far more on busy ones.
  limit: 900,
};

export const e2e: FileStep = { name: 'e2e', patterns: ['e2e/**/*.test.ts'], atATime: 3, limit: 900 };

/** The files of a step, those of `only` if there are any (parts of paths). */
export function filesOf(root: string, step: FileStep, only: readonly string[] = []): string[] {
  return globSync([...step.patterns], { cwd: root })
    .filter((file) => !step.except?.test(file))
    .filter((file) => only.length === 0 || only.some((part) => file.includes(part)))
    .sort();
}
