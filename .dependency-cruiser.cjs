// The walls of the house: which room may import which. test/workshop/walls.test.ts proves that each of them holds.

/** Room → the rooms that it may import beside itself. */
const rooms = {
  cluster: [],
  crd: [],
  imports: ['crd'],
  charts: ['cluster', 'imports'],
  bootstrap: ['cluster'],
  check: ['crd', 'cluster'],
  plan: ['cluster'],
};
const anyRoom = `^(${Object.keys(rooms).join('|')})/`;
const shipped = `${anyRoom}|^(index|main)\\.ts$`;

const walls = Object.entries(rooms).map(([room, others]) => ({
  name: `${room}-wall`,
  comment: `${room}/ may import ${others.length === 0 ? 'nothing of ours' : others.map((other) => `${other}/`).join(' and ')}.`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { dependencyTypes: ['local'], pathNot: `^(${[room, ...others].join('|')})/` },
}));

const forbidden = [
  ...walls,
  {
    name: 'no-circle',
    comment: 'Arrows point one way, those of types too.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'cluster-knows-no-cdk8s',
    comment: 'What a cluster is does not depend on how it is written down.',
    severity: 'error',
    from: { path: '^cluster/' },
    to: { path: 'node_modules/(cdk8s|cdk8s-plus-[0-9]+|constructs)/' },
  },
  {
    name: 'rooms-touch-nothing',
    comment: 'Only main.ts touches disk, environment and clock.',
    severity: 'error',
    from: { path: anyRoom },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'nothing-imports-main',
    comment: 'main.ts runs when it is imported.',
    severity: 'error',
    from: { pathNot: '^main\\.ts$' },
    to: { path: '^main\\.ts$' },
  },
  {
    name: 'shipped-needs-no-workshop',
    comment: 'What is shipped does without tests, scripts and measurements.',
    severity: 'error',
    from: { path: shipped },
    to: { path: '^(test|scripts|bench)/' },
  },
  {
    name: 'shipped-needs-no-tools',
    comment: 'Who installs the package gets no devDependencies.',
    severity: 'error',
    from: { path: shipped },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer', 'npm'] },
  },
  {
    name: 'nothing-unresolved',
    comment: 'An import that cannot be followed goes through every wall.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib|dist|reports|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
