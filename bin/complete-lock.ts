/**
 * `node bin/complete-lock.ts` adds to package-lock.json what a registry without all platforms left out of it (see
 * lock-gaps.ts), after `npm install` has written it. The added entries have no checksum; npm looks the package up by
 * its exact version on the platform that wants it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Gap, gapsOf, type Lock } from './lock-gaps.ts';

const file = new URL('../package-lock.json', import.meta.url);

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];
const libraries: Readonly<Record<string, string>> = {
  gnu: 'glibc',
  gnueabihf: 'glibc',
  musl: 'musl',
  musleabihf: 'musl',
};

/** The platform stands in such a package's name; without it npm would try to install the package everywhere. */
function entryFor(gap: Gap): object {
  const words = gap.place.split(/[/-]/).map((word) => (word === 'windows' ? 'win32' : word));
  const found = (known: readonly string[]) => words.filter((word) => known.includes(word));
  const [os, cpu] = [found(systems), found(processors)];
  const libc = words.flatMap((word) => libraries[word] ?? []);
  if (os.length !== 1 || !/^\d+\.\d+\.\d+/.test(gap.version))
    throw new Error(`What is ${gap.place}@${gap.version}? Its platform or its exact version cannot be told.`);
  return {
    version: gap.version,
    ...(cpu.length > 0 && { cpu }),
    ...(gap.dev && { dev: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    os,
  };
}

const lock: Lock = JSON.parse(readFileSync(file, 'utf8'));
const gaps = gapsOf(lock);
for (const gap of gaps) lock.packages[gap.place] = entryFor(gap);
const inOrder = Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en'));
lock.packages = Object.fromEntries(inOrder);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${gaps.length} platform packages added.`);
