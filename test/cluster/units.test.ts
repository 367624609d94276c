import * as fc from 'fast-check';
import { readCluster } from '../../cluster/define';
import { formatProblem } from '../../cluster/values/problem';

/* Each field of cluster.yaml that has a unit: what people write in it, and what is proposed. What is proposed is taken. */

const CONTROL_PLANE = '- { name: cp, address: 192.168.0.11, role: control-plane }';

const machine = (fields: string): string => `storage: { none: {} }\nnodes:\n  ${CONTROL_PLANE}\n  - { name: w, address: 192.168.0.12, ${fields} }\n`;

const disk = (fields: string): string => machine(`disks: [{ device: /dev/disk/by-id/hdd, ${fields} }]`);

const before = (fields: string): string => `${fields}\nnodes:\n  ${CONTROL_PLANE}\n`;

const TIMEOUTS = [
  'controlPlaneComponentHealthCheck',
  'kubeletHealthCheck',
  'kubernetesAPICall',
  'etcdAPICall',
  'tlsBootstrap',
  'discovery',
  'upgradeManifests',
] as const;

/** A spec in which the field is what is written. */
const SPECS = {
  memory: (value: string) => machine(`memory: ${value}`),
  size: (value: string) => disk(`size: ${value}`),
  databaseSize: (value: string) => disk(`size: 4T, metadataDevice: /dev/disk/by-id/nvme, databaseSize: ${value}`),
  discovery: (value: string) => before(`kubeadm: { timeouts: { discovery: ${value} } }`),
  probeTimeoutSeconds: (value: string) =>
    `storage: { rook: { allowUnsafeReplicas: true, probeTimeoutSeconds: ${value} } }\nnodes:\n  - { name: cp, address: 192.168.0.11, role: control-plane, disks: [{ device: /dev/disk/by-id/a }] }\n`,
  mtu: (value: string) => before(`network: { cni: { calico: { mtu: ${value} } } }`),
  blockSize: (value: string) => before(`network: { cni: { calico: { blockSize: ${value} } } }`),
  port: (value: string) => before(`ssh: { port: ${value} }`),
} as const;

type Field = keyof typeof SPECS;

/** What is said of a field, without the place and the path. */
const said = (field: Field, value: string): readonly string[] =>
  readCluster(SPECS[field](value))
    .problems.filter(({ severity, path }) => severity === 'error' || path.at(-1) === field)
    .map((problem) => formatProblem(problem).replace(new RegExp(`^\\S*\\b${field} `), ''));

/** What the messages propose to write; nothing where they name an example or a range. */
const proposedBy = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => {
    const [, repair = ''] = /; write (?!a number|numbers|a whole|how long|24h or less)(.*)$/.exec(line) ?? [];
    return repair === '' ? [] : repair.replace(/, .*/, '').split(' or ');
  });

const BYTES = 'is not an amount of bytes';

test.each<readonly [Field, string, string]>([
  ['size', '1TB', `1TB ${BYTES}; write 1T`],
  ['size', '1 TB', `"1 TB" ${BYTES}; write 1T`],
  ['size', '1.5Tb', `1.5Tb ${BYTES}; write 1.5T`],
  ['size', '"1,5 TB"', `"1,5 TB" ${BYTES}; write 1.5T`],
  ['size', '500gb', `500gb ${BYTES}; write 500G`],
  ['size', '"1,000GB"', `1,000GB ${BYTES}; write 1000G`],
  ['size', '931.51 GiB', `"931.51 GiB" ${BYTES}; write 931.51Gi`],
  ['size', '1 테라', `"1 테라" ${BYTES}; write 1T`],
  ['size', '"１ＴＢ"', `"１ＴＢ" ${BYTES}; write 1T`],
  ['size', '1', '1 has no unit; write 1T'],
  ['size', '500', '500 has no unit; write 500G'],
  ['size', '1000204886016', '1000204886016 is a number; write "1000204886016", in quotes'],
  ['size', '1000204886016 bytes', `"1000204886016 bytes" ${BYTES}; write "1000204886016", in quotes`],
  ['size', '1.5', '1.5 has no unit; write 1.5T'],
  ['size', '1e12', `1e12 ${BYTES}; write 1T`],
  ['size', '100%', `100% ${BYTES}; write a number and a unit, such as 1T or 500G`],
  ['size', '0', `0 ${BYTES}; write a number and a unit, such as 1T or 500G`],
  ['memory', '16GB', `16GB ${BYTES}; write 16Gi`],
  ['memory', '16 GB', `"16 GB" ${BYTES}; write 16Gi`],
  ['memory', '16g', `16g ${BYTES}; write 16Gi`],
  ['memory', '16 G', `"16 G" ${BYTES}; write 16Gi`],
  ['memory', '512MB', `512MB ${BYTES}; write 512Mi`],
  ['memory', '0.5 GiB', `"0.5 GiB" ${BYTES}; write 0.5Gi`],
  ['memory', '16기가', `"16기가" ${BYTES}; write 16Gi`],
  ['memory', '16314272 kB', `"16314272 kB" ${BYTES}; write 16314272Ki`],
  ['memory', '16', '16 has no unit; write 16Gi'],
  ['memory', '"16"', '16 has no unit; write 16Gi'],
  ['memory', '16384', '16384 has no unit; write 16384Mi'],
  ['memory', '80%', `80% ${BYTES}; write a number and a unit, such as 16Gi`],
  ['databaseSize', '60GB', `60GB ${BYTES}; write 60G`],
  ['databaseSize', '60 GiB', `"60 GiB" ${BYTES}; write 60Gi`],
  ['databaseSize', '512MB', `512MB ${BYTES}; write a number and a unit, such as 60Gi`],
  ['databaseSize', '60', '60 has no unit; write 60G'],
  ['databaseSize', '4%', `4% ${BYTES}; write 160G, which is 4% of size`],
  ['databaseSize', '1.5 %', `"1.5 %" ${BYTES}; write 60G, which is 1.5 % of size`],
  ['discovery', '5 minutes', '"5 minutes" is not a duration; write 5m'],
  ['discovery', '5min', '5min is not a duration; write 5m'],
  ['discovery', '1h30', '1h30 is not a duration; write 1h30m'],
  ['discovery', '90 s', '"90 s" is not a duration; write 90s'],
  ['discovery', '5분', '"5분" is not a duration; write 5m'],
  ['discovery', '90', '90 is not a duration; write 90s or 90m'],
  ['discovery', '10', '10 is not a duration; write 10s or 10m or 10h'],
  ['discovery', '1.5', '1.5 is not a duration; write 1.5s or 1.5m or 1.5h'],
  ['discovery', '1:30', '1:30 is not a duration; write 1h30m or 1m30s'],
  ['discovery', '00:05:00', '00:05:00 is not a duration; write 5m'],
  ['discovery', 'PT5M', 'PT5M is not a duration; write 5m'],
  ['discovery', '1d', '1d is not a duration; write 24h'],
  ['discovery', '2d', '2d is not a duration; write numbers with units, such as 10m0s or 90s'],
  ['discovery', 'soon', 'soon is not a duration; write numbers with units, such as 10m0s or 90s'],
  ['probeTimeoutSeconds', '30s', '30s is text; write 30'],
  ['probeTimeoutSeconds', '1m', '1m is text; write 60'],
  ['probeTimeoutSeconds', '30 seconds', '"30 seconds" is text; write 30'],
  ['probeTimeoutSeconds', '"30"', '30 is text; write 30, without quotes'],
  ['probeTimeoutSeconds', '1h', '1h is text; write a whole number from 1 to 600'],
  ['mtu', '9000 bytes', '"9000 bytes" is text; write 9000'],
  ['mtu', '9_000', '9_000 is text; write 9000'],
  ['mtu', '9k', '9k is text; write a whole number from 576 to 65535'],
  ['blockSize', '/26', '/26 is text; write 26'],
  ['port', '2222/tcp', '2222/tcp is text; write 2222'],
])('%s: %s is told what was meant', (field, value, line) => {
  expect(said(field, value)).toEqual([line]);
  for (const proposed of proposedBy([line])) expect([proposed, said(field, proposed)]).toEqual([proposed, []]);
});

test.each(TIMEOUTS)('every timeout is told alike: %s', (name) => {
  const { problems } = readCluster(before(`kubeadm: { timeouts: { ${name}: 5 minutes } }`));
  expect(problems.map((one) => formatProblem(one))).toEqual([`kubeadm.timeouts.${name} "5 minutes" is not a duration; write 5m`]);
});

test.each(['90s', '1.5m', '500ms', '1h30m', '10m0s'])('a duration that Go reads is taken: %s', (value) => expect(said('discovery', value)).toEqual([]));

test.each(['16G', '16Gi', '1.5T', '512M', '"17179869184"'])('an amount that Kubernetes reads is taken: %s', (value) =>
  expect(said('memory', value)).toEqual([]),
);

/** Numbers and words as people put them together. */
const number = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000 }).map(String),
  fc.integer({ min: 1, max: 99_999 }).map((whole) => `${whole / 10}`),
  fc.constantFrom('1,5', '1,000', '1 000', '.5', '1e12', '0', '00:05:00', '1:30', '１６', '1_000', '1h30', 'PT5M'),
);
const unit = fc.constantFrom(
  ...['', 'B', 'kB', 'KB', 'MB', 'GB', 'Gb', 'gb', 'TB', 'T', 'g', 'G', 'GiB', 'gib', 'Ti', 'bytes', 'gigabytes', '기가', '테라바이트', '㎇', '%', 'x'],
  ...['s', 'sec', 'm', 'M', 'min', 'minutes', 'h', 'hr', 'hours', 'd', 'days', 'ms', '분', '초', '시간', '/tcp', ' RAM', ' and 30 min', ' SSD'],
);
const written = fc.tuple(number, fc.constantFrom('', ' '), unit).map((parts) => JSON.stringify(parts.join('')));

/** Too little memory for what lands on the machine, or too little for Rook: another mistake than that of the unit. */
const ofUnit = (line: string): boolean => !/ is less than (what is kept free on|1Gi, which Rook passes over)/.test(line);

test.each(Object.keys(SPECS) as readonly Field[])('whatever is proposed for %s is taken by it', (field) => {
  fc.assert(
    fc.property(written, (value) => {
      for (const proposed of proposedBy(said(field, value))) expect([value, proposed, said(field, proposed).filter(ofUnit)]).toEqual([value, proposed, []]);
    }),
    { numRuns: 150 },
  );
});
