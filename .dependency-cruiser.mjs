/**
 * The arrows between rooms. `knows` is the picture (docs/architecture.md draws it): a room imports the rooms named
 * here and no other; change it together with the README and a decision note. The rules below come from it.
 *
 * TypeScript must be 6: under 7 dependency-cruiser 18 silently sees no TypeScript file (bin/arrows.test.ts looks).
 */
const knows = {
  feel: [],
  engine: ['feel'],
  forms: ['feel'],
  contract: ['forms'],
  database: [],
  identity: ['contract', 'database'],
  flow: ['contract', 'database', 'engine', 'feel', 'identity'],
  payments: ['contract', 'database'],
  hall: ['contract', 'database', 'engine', 'feel', 'flow', 'forms', 'identity', 'payments'],
  server: ['contract', 'database', 'engine', 'feel', 'flow', 'forms', 'hall', 'identity', 'payments'],
  web: ['contract', 'engine', 'feel', 'forms'],
};

const apps = ['server', 'web'];
/** Where there is no Node: the pure rooms run in the browser too. */
const withoutNode = ['contract', 'engine', 'feel', 'forms', 'web'];

const anyRoom = '^(?:packages|apps)/';
/** A file's own room, or its folder of the workshop; `$1` in the other end of a rule is this one. */
const ownPlace = '^((?:packages|apps)/[^/]+|bench|bin|e2e)/';
/** Tests and what exists for them alone: `x.test.ts`, and a room's `src/testing/`. */
const forTests = String.raw`\.test\.tsx?$|/src/testing/`;

/** @param {string} room */
const placeOf = (room) => `^${apps.includes(room) ? 'apps' : 'packages'}/${room}/`;

/**
 * @param {string} name
 * @param {string} comment
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['from']} from
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['to']} to
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const betweenRooms = Object.entries(knows).map(([room, known]) =>
  forbid(
    `${room}-knows-only`,
    `${room} may import ${known.join(', ') || 'no other room'}: see knows in .dependency-cruiser.mjs.`,
    { path: placeOf(room) },
    { path: anyRoom, pathNot: [room, ...known].map(placeOf) },
  ),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...betweenRooms,
    forbid(
      'rooms-are-known',
      'A new room begins with a line in knows (.dependency-cruiser.mjs).',
      { path: anyRoom, pathNot: Object.keys(knows).map(placeOf) },
      {},
    ),
    forbid(
      'by-name',
      'Another room is imported by its name (@yizhan/…), not by a path.',
      { path: ownPlace },
      { path: anyRoom, pathNot: '^$1/', dependencyTypesNot: ['aliased-workspace'] },
    ),
    forbid(
      'by-the-door',
      'Another room is entered by its src/index.ts (and by src/testing/ from tests).',
      { path: ownPlace },
      { path: anyRoom, pathNot: ['^$1/', '^packages/[^/]+/src/index\\.ts$', '^packages/[^/]+/src/testing/'] },
    ),
    forbid(
      'testing-for-tests',
      'What lies in src/testing/ is for tests.',
      { path: anyRoom, pathNot: forTests },
      { path: '/src/testing/' },
    ),
    forbid(
      'without-node',
      'A pure room and the pages run where there is no Node.',
      { path: withoutNode.map((room) => `${placeOf(room)}src/`), pathNot: forTests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'rooms-look-inward',
      'Rooms import nothing of the workshop around them.',
      { path: anyRoom, pathNot: '^apps/server/yizhan\\.mjs$' },
      { path: '^(?:bench|bin|e2e)/' },
    ),
    forbid(
      'nobody-imports-site',
      'A site is data: it is read at run time from YIZHAN_SITE.',
      {},
      { path: '^site/' },
    ),
    forbid(
      'no-cycle',
      'Files that run one another in a ring depend on which is loaded first. (A type may look back.)',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'resolvable',
      'The file or package cannot be found, or its package.json does not export it.',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'declared',
      "A package stands in its user's package.json; that it is found by chance is no promise.",
      { path: anyRoom },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid(
      'no-dev-dependency-at-run-time',
      'A devDependency is not there in production.',
      { path: '^(?:packages|apps)/[^/]+/src/', pathNot: forTests },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
