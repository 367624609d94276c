import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { readCluster } from '../../cluster/define';
import type { Cluster } from '../../cluster/model/cluster';
import { storageChecks } from './storage-oracle';

/* Random and mutated specs: whatever comes in, what comes out is a cluster that keeps the rules, or sentences. */

const RUNS = 10_000;
const SLOWEST = 2_000;

const ipv4 = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((host) => `192.168.0.${host}`),
  fc.ipV4(),
  fc.constantFrom('fd00::1', '192.168.0.255', '', '192.168.0.011', '192.168.0.5,fd00::5'),
);
const cidr = fc.oneof(
  fc.constantFrom(
    '192.168.0.0/24',
    '10.244.0.0/16',
    '10.96.0.0/12',
    '10.0.0.0/8',
    '10.244.0.0/25',
    '172.16.0.0/12',
    'fd00:1::/64',
    '10.244.0.0/16,fd00:2::/56',
    '10.96.0.0/12,fd00:3::/112',
    '192.168.0.0/24,fd00::/64',
  ),
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 33 })).map(([address, prefix]) => `${address}/${prefix}`),
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, arbitrary);
const junk = fc.oneof(
  fc.constantFrom(null, true, -1, 1.5, '', 'x', [], {}, [[]], { a: { b: 1 } }, '__proto__', 'constructor'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

const name = fc.oneof(fc.constantFrom('desktop-1', 'desktop-2', 'mini-1', 'a', 'Desktop', '-x', 'a..b'), fc.string({ maxLength: 6 }));
const device = fc.constantFrom(
  '/dev/sda',
  '/dev/disk/by-id/a',
  '/dev/disk/by-id/b',
  '/dev/disk/by-path/c-part1',
  '/dev/disk/by-id/disk-1',
  '/dev/disk/by-path/c',
  '/dev/disk/by-path/d',
  '/dev/disk/by-path/e',
  '',
);
const goodDevice = fc.constantFrom('/dev/disk/by-path/c', '/dev/disk/by-path/d', '/dev/disk/by-path/e');
const disk = fc.record(
  {
    device: fc.oneof({ weight: 2, arbitrary: goodDevice }, device),
    size: fc.constantFrom('1Ti', '10Gi', '8Gi', '10G', 'x'),
    deviceClass: fc.constantFrom('hdd', 'ssd', 'nvme', 'ssd', 'fast disk'),
    metadataDevice: rarely(fc.oneof({ weight: 2, arbitrary: goodDevice }, device)),
    encrypted: fc.boolean(),
    osdsPerDevice: fc.constantFrom(1, 2, 1, 2, 0),
  },
  { requiredKeys: ['device'] },
);
const taint = fc.record({ key: fc.constantFrom('a', 'b'), effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute') });
const machine = fc.record(
  {
    temporary: fc.boolean(),
    disks: fc.array(disk, { maxLength: 3 }),
    memory: fc.constantFrom('16Gi', '8G', '16Gi', 'much'),
    kernel: fc.constantFrom('6.8.0-90-generic', '7.0', '7.1-rc1', '5.4.0', '6.12.1', 'x'),
    taints: fc.array(taint, { maxLength: 1 }),
  },
  { requiredKeys: [] },
);

const node = fc.record(
  {
    name,
    address: ipv4,
    role: fc.constantFrom('control-plane', 'worker', 'control-plane', 'master'),
    arch: fc.constantFrom('amd64', 'arm64', 'armv7l'),
    temporary: fc.boolean(),
    disks: fc.array(disk, { maxLength: 3 }),
    labels: fc.dictionary(fc.constantFrom('room', 'kubernetes.io/x', 'a/b/c', '__proto__'), fc.constantFrom('attic', '', 'at tic'), { maxKeys: 2 }),
  },
  { requiredKeys: ['name', 'address'] },
);
const network = fc.record(
  {
    nodeCidr: fc.oneof({ weight: 4, arbitrary: fc.constant('192.168.0.0/24') }, cidr),
    podCidr: cidr,
    serviceCidr: cidr,
    loadBalancerAddresses: fc.array(fc.constantFrom('192.168.0.200-192.168.0.220', '192.168.0.0/28', '10.0.0.1', 'x'), { maxLength: 2 }),
    cni: fc.constantFrom(
      { calico: {} },
      { flannel: {} },
      { kubeRouter: {} },
      { none: {} },
      { calico: { blockSize: 30 } },
      { calico: { dataplane: 'BPF' } },
      { calico: {}, none: {} },
      {},
    ),
    kubeProxy: fc.constantFrom('iptables', 'none', 'ipvs'),
  },
  { requiredKeys: [] },
);
const copies = fc.constantFrom(1, 2, 3, 4, 6);
const protection = {
  replicas: rarely(copies),
  erasureCoding: rarely(fc.record({ dataChunks: fc.constantFrom(2, 3), codingChunks: fc.constantFrom(1, 2) })),
  metadataReplicas: rarely(copies),
  deviceClass: rarely(fc.constantFrom('hdd', 'ssd', 'gold')),
};
const poolName = fc.constantFrom('a', 'a-metadata', 'a-retain', 'b', 'block', 'bucket', 'cephfs-x', 'Upper', 'block-retain');
/** Few fields at a time, so that often one rule alone has to notice. */
const rook = fc.record({
  replicas: rarely(copies),
  allowUnsafeReplicas: fc.boolean(),
  mons: rarely(fc.constantFrom(1, 2, 3, 4, 5)),
  mgrs: rarely(fc.constantFrom(1, 2)),
  blockPools: rarely(fc.array(fc.record({ name: poolName, ...protection, default: rarely(fc.boolean()) }), { maxLength: 3 })),
  filesystem: rarely(fc.record({ enabled: rarely(fc.boolean()), ...protection })),
  objectStore: rarely(fc.record({ name: fc.constantFrom('objects', 'a', ''), ...protection })),
  nfs: rarely(fc.constant({})),
  network: rarely(fc.record({ host: fc.boolean(), encryption: fc.boolean(), compression: fc.boolean() })),
  cephxKeyType: rarely(fc.constantFrom('aes', 'aes256k')),
});
const storageSpec = fc.oneof({ weight: 6, arbitrary: rook.map((one) => ({ rook: one })) }, fc.constantFrom({ none: {} }, {}, { none: {}, rook: {} }));
const spec = fc.record(
  {
    name: rarely(name),
    kubernetes: fc.constantFrom('1.36.4', '1.35.9', '1.34.1', '1.36', 'v1.36.4'),
    network,
    controlPlane: fc.constantFrom(
      { endpoint: { vip: '192.168.0.99' } },
      { endpoint: { vip: '192.168.0.5' } },
      { endpoint: { loadBalancer: 'lb.example:6443' } },
      { endpoint: { name: 'api.home.arpa' } },
      {},
    ),
    storage: storageSpec,
    nodes: fc.array(node, { maxLength: 6 }),
  },
  { requiredKeys: ['nodes'] },
);

/** Good by construction, so that mutations of it get far. */
const good = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(true, true, true, false)).map(([count, withDisks]) => ({
  kubernetes: '1.36.4',
  network: { nodeCidr: '192.168.0.0/24', podCidr: '10.244.0.0/16', serviceCidr: '10.96.0.0/12' },
  nodes: Array.from({ length: count }, (_, index) => ({
    name: `node-${index}`,
    address: `192.168.0.${index + 1}`,
    role: index === 0 ? 'control-plane' : 'worker',
    // One machine with disks would have to allow a single copy.
    disks: withDisks && count > 2 && index > 0 ? [{ device: `/dev/disk/by-id/disk-${index}`, size: '1Ti', deviceClass: 'ssd' }] : [],
  })),
}));

/** Good but for one machine, or for the networks or the control plane: what a single rule has to notice. */
const nearly = fc
  .tuple(good, spec, node, machine, fc.constantFrom('nodes', 'network', 'controlPlane', 'kubernetes', 'storage', 'machine', 'machine', 'both', 'both'))
  .map(([value, other, stranger, changes, field]) => {
    const changed = { nodes: value.nodes.map((one, index) => (index === value.nodes.length - 1 ? { ...one, ...changes } : one)) };
    if (field === 'nodes') return stringify({ ...value, nodes: [...value.nodes, { ...stranger, arch: 'amd64' }] });
    if (field === 'machine') return stringify({ ...value, ...changed });
    if (field === 'both') return stringify({ ...value, ...changed, storage: other.storage });
    return stringify({ ...value, [field]: other[field] ?? {} });
  });

/** Cuts, doubles, or replaces a piece of a text. */
const mutated = fc
  .tuple(
    fc.oneof(good, spec),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 12 }),
        fc.oneof(fc.constantFrom('', '\t', ': ', '- ', '*a', '&a ', '{', ']', '"', '#', '\n', '? ', '!!', '<<: '), fc.string({ unit: 'binary', maxLength: 4 })),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([value, cuts]) =>
    cuts.reduce(
      (text, [at, length, insert]) => `${text.slice(0, at % (text.length + 1))}${insert}${text.slice((at % (text.length + 1)) + length)}`,
      stringify(value),
    ),
  );

const grafted = fc
  .tuple(good, fc.constantFrom('name', 'kubernetes', 'network', 'nodes', 'controlPlane', 'versions', 'kubeadm', 'storage'), junk)
  .map(([value, field, replacement]) => stringify({ ...value, [field]: replacement }));

const text = fc.oneof(
  { weight: 6, arbitrary: nearly },
  { weight: 2, arbitrary: spec.map((value) => stringify(value)) },
  { weight: 4, arbitrary: mutated },
  { weight: 2, arbitrary: grafted },
  { weight: 1, arbitrary: good.map((value) => stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

const bits = (address: string): string =>
  address.includes(':')
    ? ''
    : address
        .split('.')
        .map((part) => Number(part).toString(2).padStart(8, '0'))
        .join('');

/** Whether two IPv4 networks share addresses, told by their bits as text: on purpose not the way that the code does it. */
const meet = (a: string, b: string): boolean => {
  const [[first = '', m = '0'], [second = '', n = '0']] = [a.split('/'), b.split('/')];
  const length = Math.min(Number(m), Number(n));
  return bits(first) !== '' && bits(second) !== '' && bits(first).slice(0, length) === bits(second).slice(0, length);
};

function brokenRules({
  nodes,
  network: { nodeCidrs, podCidrs, serviceCidrs, cni, loadBalancerAddresses },
  controlPlane,
  kubernetes,
  storage,
}: Cluster): readonly string[] {
  const { endpoint } = controlPlane;
  const addresses = nodes.flatMap((one) => one.addresses.map((address) => address.text));
  const controlPlanes = nodes.filter(({ role }) => role === 'control-plane');
  const networks = [...nodeCidrs, ...podCidrs, ...serviceCidrs].map((one) => one.text);
  const parts = cni.kind === 'calico' ? cni.blockSizes : podCidrs.map(({ family }) => (family === 4 ? 24 : 64));
  const checks: Readonly<Record<string, boolean>> = {
    'names differ': new Set(nodes.map((one) => one.name)).size === nodes.length,
    'names are RFC 1123': nodes.every((one) => /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(one.name)),
    'addresses differ': new Set(addresses).size === addresses.length,
    'addresses are on the network': addresses.every((one) => one.includes(':') || nodeCidrs.some((range) => meet(`${one}/32`, range.text))),
    'no address is the last of its network': !addresses.includes('192.168.0.255') || nodeCidrs[0].text !== '192.168.0.0/24',
    'networks are apart': networks.every((a, index) => networks.every((b, other) => other <= index || !meet(a, b))),
    'pods have room': podCidrs.every((range, index) => 2 ** ((parts[index] ?? 0) - range.prefix) >= nodes.length),
    'somebody controls': controlPlanes.length > 0,
    'the endpoint leads everywhere': controlPlanes.length === 1 || endpoint.kind !== 'name',
    'the virtual address is free': endpoint.kind !== 'vip' || !addresses.includes(endpoint.host),
    'load balancers take no machine':
      loadBalancerAddresses.length === 0 ||
      !addresses.some((one) => /^192\.168\.0\.([0-9]|1[0-5])$/.test(one)) ||
      !loadBalancerAddresses.some((range) => range.text === '192.168.0.0/28'),
    'disks keep their names': nodes.every((one) => one.disks.every(({ device }) => device.startsWith('/dev/disk/by-'))),
    'disks are listed once': nodes.every((one) => new Set(one.disks.map(({ device }) => device)).size === one.disks.length),
    'Kubernetes is supported': /^1\.3[56]\.\d+$/.test(kubernetes.text),
    ...storageChecks({ nodes, controlPlane, storage }),
    'IPv6 comes with Calico': podCidrs.every(({ family }) => family === 4) || cni.kind === 'calico' || cni.kind === 'none',
  };
  return Object.entries(checks).flatMap(([rule, kept]) => (kept ? [] : [rule]));
}

test(`${RUNS} random and mutated specs become sound clusters or sentences, in bounded time`, () => {
  let accepted = 0;
  fc.assert(
    fc.property(text, (yaml) => {
      const started = performance.now();
      const { cluster, problems } = readCluster(yaml);
      expect(performance.now() - started).toBeLessThan(SLOWEST);
      const refused = problems.some(({ severity }) => severity === 'error');
      expect(cluster === undefined).toBe(refused);
      expect(
        problems.every(
          ({ problem, repair, position }) => problem !== '' && repair !== '' && position !== undefined && !/undefined|\[object|NaN/.test(problem + repair),
        ),
      ).toBe(true);
      if (cluster === undefined) return;
      accepted += 1;
      expect(brokenRules(cluster)).toEqual([]);
    }),
    { numRuns: RUNS, seed: 20_261_121 },
  );
  // A generator that makes nothing acceptable would prove nothing.
  expect(accepted).toBeGreaterThan(RUNS / 20);
});
