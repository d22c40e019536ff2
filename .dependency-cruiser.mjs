/** Who may import whom (docs: README.md, "How it is built"). A path is allowed when a rule names it; nothing is left on `*`. */

import { globSync, readFileSync } from 'node:fs';

const services = ['ingestion', 'channels', 'ticketing', 'delivery', 'moderation', 'automation', 'reporting', 'gateway'];
const callTikTok = ['ingestion', 'channels', 'delivery', 'moderation'];
const base = ['contracts', 'messaging', 'database', 'service-kit', 'storage'];

/** Each project and the libraries that its product code may import. */
const allowed = {
  ...Object.fromEntries(
    services.map((service) => [
      `apps/${service}`,
      callTikTok.includes(service) ? [...base, 'tiktok-api', 'tiktok-budget'] : base,
    ]),
  ),
  'apps/inbox': ['contracts'],
  'apps/simulator': ['tiktok-simulator'],
  'apps/cli': ['contracts', 'database', 'messaging', 'embedded'],
  'apps/system-tests': ['contracts', 'testing', 'tiktok-simulator', 'embedded'],
  'libs/contracts': [],
  'libs/database': [],
  'libs/storage': [],
  'libs/embedded': [],
  'libs/messaging': ['contracts', 'database'],
  'libs/service-kit': ['contracts', 'database', 'messaging'],
  'libs/tiktok-api': [],
  'libs/tiktok-budget': ['database', 'messaging', 'service-kit', 'tiktok-api'],
  'libs/tiktok-simulator': [],
  'libs/testing': [...base, 'tiktok-api', 'tiktok-simulator', 'embedded'],
  bench: [...base, 'tiktok-api', 'tiktok-simulator', 'testing', 'embedded'],
  scripts: ['contracts'],
};

/** Test files may use these besides. */
const forTests = ['testing', 'tiktok-simulator', 'embedded'];
const testFile = String.raw`(\.spec\.tsx?|\.journey\.ts)$|/test/|/src/testing/`;

/** What the packages of the libraries say that they export: their index, and what is read without all the rest. */
const offered = globSync('libs/*/package.json', { cwd: import.meta.dirname }).flatMap((manifest) =>
  Object.values(JSON.parse(readFileSync(new URL(manifest, import.meta.url), 'utf8')).exports).map(
    ({ source }) => `^${manifest.replace('package.json', '')}${source.slice(2).replace('.', String.raw`\.`)}$`,
  ),
);

const onlyLibraries = Object.entries(allowed).flatMap(([project, libraries]) => {
  const rule = (name, from, names) => ({
    name,
    severity: 'error',
    from,
    to: { path: '^libs/', pathNot: [project, ...names.map((one) => `libs/${one}`)].map((path) => `^${path}/`) },
  });
  return [
    rule(`${project}: libraries`, { path: `^${project}/`, pathNot: testFile }, libraries),
    rule(`${project}: libraries, in tests`, { path: `^${project}/.*(${testFile})` }, [...libraries, ...forTests]),
  ];
});

export default {
  forbidden: [
    ...onlyLibraries,
    {
      name: 'an app is never imported',
      comment: 'Services meet only through contracts.',
      severity: 'error',
      from: { path: '^(?:apps/([^/]+)|libs|bench|scripts)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no deep import into another library',
      severity: 'error',
      from: { path: '^((?:apps|libs)/[^/]+|bench|scripts)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: [...offered, '^$1/'] },
    },
    {
      name: 'contracts depend on zod only',
      severity: 'error',
      from: { path: '^libs/contracts/src/', pathNot: testFile },
      to: { path: 'node_modules/', pathNot: '^node_modules/(zod|uuid)/' },
    },
    {
      name: 'the inbox knows neither Nest nor TypeORM',
      severity: 'error',
      from: { path: '^apps/inbox/' },
      to: { path: '^node_modules/(@nestjs|typeorm|pg|@nats-io)/' },
    },
    {
      name: 'decisions know neither Nest nor TypeORM',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/.*/(ticket|channel|message|token|account)\\.ts$' },
      to: { path: '^node_modules/(@nestjs|typeorm|pg)/' },
    },
    {
      name: 'product code imports no test code',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [testFile, '^libs/testing/'] },
      to: { path: testFile },
    },
    {
      name: 'everything resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(vite/client|\\./fixtures)' },
    },
    {
      name: 'no circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.nx)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
};
