// Who may import whom. The order of the layers is the one in CONTRIBUTING.md: an import points to the left.
const LAYERS = [
  'common',
  'tags',
  'sql',
  'config',
  'database',
  'api',
  'events',
  'upstream',
  'sources',
  'catalogue',
  'library',
  'browse',
  'hearts',
  'streaming',
  'playback',
  'stations',
  'history',
  'scrobbling',
];
/** Beside a layer: sees what that layer sees, and is not seen by it. */
const BESIDE = {
  search: 'streaming',
  artwork: 'streaming',
  downloads: 'playback',
  podcasts: 'history',
  tuner: 'history',
  keeping: 'history',
  playlists: 'scrobbling',
};
/** Seen by nobody but the application itself. */
const LEAVES = ['static', 'health'];

const folder = (/** @type {readonly string[]} */ ...names) => `^backend/src/(?:${names.join('|')})/`;
const SPEC = '\\.spec\\.ts$';

const layerRules = [...LAYERS, ...Object.keys(BESIDE)].map((name) => {
  const rank = LAYERS.indexOf(BESIDE[name] ?? name);
  const beside = Object.keys(BESIDE).filter((other) => other !== name && LAYERS.indexOf(BESIDE[other]) >= rank);
  const forbidden = [...LAYERS.slice(rank + (name in BESIDE ? 0 : 1)), ...beside, ...LEAVES, 'http', 'cli'];
  return {
    name: `${name}-imports-to-the-left`,
    severity: 'error',
    from: { path: folder(name), pathNot: SPEC },
    to: { path: folder(...forbidden) },
  };
});

/** The web app's folders, in the same order. */
const WEB_LAYERS = ['core', 'ui', 'player', 'media', 'features'];
const webFolder = (/** @type {readonly string[]} */ ...names) => `^frontend/src/app/(?:${names.join('|')})/`;

const webLayerRules = WEB_LAYERS.map((name, rank) => ({
  name: `web-${name}-imports-to-the-left`,
  severity: 'error',
  from: { path: webFolder(name), pathNot: SPEC },
  // What lies in no folder puts the app together; no folder imports it.
  to: { path: [...WEB_LAYERS.slice(rank + 1).map((right) => webFolder(right)), '^frontend/src/app/[^/]+$'] },
}));

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...layerRules,
    ...webLayerRules,
    {
      name: 'web-folders-without-cycles',
      severity: 'error',
      scope: 'folder',
      from: { path: '^frontend/src/app(?:/|$)' },
      to: { circular: true },
    },
    {
      name: 'web-a-folder-of-the-order',
      comment: 'A new folder beside them would be checked by no rule.',
      severity: 'error',
      from: { path: '^frontend/src/app/' },
      to: { path: '^frontend/src/app/[^/]+/', pathNot: webFolder(...WEB_LAYERS) },
    },
    {
      name: 'web-a-feature-knows-no-other',
      severity: 'error',
      from: { path: '^frontend/src/app/features/([^/]+)/', pathNot: SPEC },
      to: { path: '^frontend/src/app/features/', pathNot: '^frontend/src/app/features/$1/' },
    },
    {
      name: 'leaves-are-leaves',
      comment: 'Only what puts the application together knows them.',
      severity: 'error',
      from: {
        path: '^backend/src/',
        pathNot: ['^backend/src/(?:http|cli)/', '^backend/src/[^/]+\\.ts$', folder(...LEAVES)],
      },
      to: { path: folder(...LEAVES) },
    },
    {
      name: 'a-module-through-its-index',
      severity: 'error',
      // Neither the command line that answers help and configuration nor the thread that identifies the library is to load
      // the framework, which every index brings.
      from: { path: '^backend/src/([^/]+)/', pathNot: [SPEC, '^backend/src/library/identify\\.ts$'] },
      to: {
        path: '^backend/src/[^/]+/',
        pathNot: ['^backend/src/$1/', '^backend/src/[^/]+/index\\.ts$', folder('config')],
      },
    },
    {
      name: 'config-through-its-index',
      severity: 'error',
      from: { path: '^backend/src/', pathNot: [folder('config', 'cli'), SPEC] },
      to: { path: folder('config'), pathNot: '/index\\.ts$' },
    },
    {
      name: 'not-through-the-own-index',
      comment: 'Under ESM such a loop fails at start-up.',
      severity: 'error',
      from: { path: '^backend/src/([^/]+)/' },
      to: { path: '^backend/src/$1/index\\.ts$' },
    },
    {
      name: 'a-source-knows-no-other',
      severity: 'error',
      from: { path: '^backend/src/sources/([^/]+)/', pathNot: SPEC },
      to: { path: '^backend/src/(?!common/|tags/|config/|upstream/|sources/[^/]+\\.ts$|sources/$1/)' },
    },
    {
      name: 'calls-to-outside-are-loaded-late',
      comment: 'docs/decisions/guarded-calls.md: the first call loads them, no start does.',
      severity: 'error',
      from: { path: '^backend/src/', pathNot: ['^backend/src/upstream/engine/', SPEC] },
      to: {
        path: ['^backend/src/upstream/engine/', '^node_modules/(?:undici|p-queue|cockatiel)/'],
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'front-and-back-are-apart',
      comment: 'The HTTP contract is the seam.',
      severity: 'error',
      from: { path: '^(backend|frontend)/' },
      to: { path: '^(?:backend|frontend)/', pathNot: '^$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
