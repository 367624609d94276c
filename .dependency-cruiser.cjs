// The walls of the house: which room may import which, and which floor of a room. test/project/walls.test.ts proves that each of them holds.

/** Room → the rooms that it may import beside itself. */
const rooms = {
  cluster: [],
  crd: [],
  imports: ['crd'],
  objects: ['imports'],
  workloads: ['cluster', 'imports', 'objects'],
  charts: ['cluster', 'imports', 'objects', 'workloads'],
  bootstrap: ['cluster'],
  plan: ['cluster'],
  cli: ['cluster', 'crd', 'imports', 'objects', 'workloads', 'charts', 'bootstrap', 'plan'],
};

/**
 * Folder → its floors, from the ground up: a floor imports those below it. Folders of one floor, in brackets, do not import each other.
 * The files that lie in the folder itself are its roof: they import all floors, and no floor imports them.
 */
const floors = {
  cluster: ['values', 'model', 'facts', 'spec', 'read', 'complete', 'rules'],
  crd: ['schema', 'cel', 'validate'],
  workloads: ['fields', 'places', 'pods', ['claims', 'companions', 'foreign'], 'releases'],
  charts: ['row', ['gateway', 'network', 'samples', 'storage']],
  'charts/network': [['calico', 'flannel', 'kube-router']],
  'charts/storage': ['rook', ['classes', 'snapshot']],
  bootstrap: ['kubeadm', 'data'],
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

const ceilings = Object.entries(floors).flatMap(([folder, list]) =>
  list.flatMap((floor, index) =>
    [floor].flat().map((name) => ({
      name: `${folder}/${name}-ceiling`,
      comment: `${folder}/${name}/ may import of ${folder}/ only itself and the floors below it.`,
      severity: 'error',
      from: { path: `^${folder}/${name}/` },
      to: { path: `^${folder}/`, pathNot: `^${folder}/(${[name, ...list.slice(0, index).flat()].join('|')})/` },
    })),
  ),
);

/** Folders that have no floor: a new one must be given its place above. */
const homeless = Object.entries(floors).map(([folder, list]) => ({
  name: `${folder}-floors`,
  comment: `Each folder of ${folder}/ is one of its floors.`,
  severity: 'error',
  from: { path: `^${folder}/[^/]+/`, pathNot: `^${folder}/(${list.flat().join('|')})/` },
  to: {},
}));

const forbidden = [
  ...walls,
  ...ceilings,
  ...homeless,
  {
    name: 'cluster-doors',
    comment: 'How a cluster is read, completed and judged is its own business: others ask for it, and for what is derived from it.',
    severity: 'error',
    from: { path: anyRoom, pathNot: '^cluster/' },
    to: { path: '^cluster/(judge\\.ts$|(read|complete|rules)/)' },
  },
  {
    name: 'no-circle',
    comment: 'Arrows point one way, those of types too.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-ring-of-folders',
    comment: 'Folders form no ring either, even where no file of theirs does.',
    severity: 'error',
    scope: 'folder',
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
    comment: 'Only cli/ and main.ts touch disk, environment and clock.',
    severity: 'error',
    from: { path: anyRoom, pathNot: '^cli/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'nothing-imports-programs',
    comment: 'They run when they are imported.',
    severity: 'error',
    from: { pathNot: '^main\\.ts$' },
    to: { path: '^(main|cli/cdk8s-metal)\\.ts$' },
  },
  {
    name: 'shipped-needs-no-tests',
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
    exclude: { path: '^(lib|dist|reports|coverage|docs/api)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
