import { ApiObject, App, Chart } from 'cdk8s';
import { defineCluster } from '../../cluster/define';
import type { ClusterSpec } from '../../cluster/spec/cluster-spec';
import { type Own, ownObjects, ownProblems } from './own-objects';

const TAINT = { key: 'dedicated', value: 'media', effect: 'NoExecute' } as const;

const cp = (number: number, more: object = {}) => ({ name: `cp-${number}`, address: `192.168.0.1${number}`, role: 'control-plane' as const, ...more });

const worker = (number: number, more: object = {}) => ({ name: `w-${number}`, address: `192.168.0.2${number}`, ...more });

const storage = (number: number, more: object = {}, deviceClass?: string) =>
  worker(number, { disks: [{ device: `/dev/disk/by-id/disk-${number}`, ...(deviceClass === undefined ? {} : { deviceClass }) }], ...more });

const STORAGE_NODES = [cp(1), storage(1), storage(2), storage(3)];

const SPECS: Readonly<Record<string, ClusterSpec>> = {
  'what is left out': { nodes: [cp(1), worker(1)] },
  'one machine': { nodes: [cp(1)], samples: true },
  flannel: { network: { cni: { flannel: {} } }, nodes: [cp(1), worker(1), worker(2, { taints: [TAINT] })] },
  'kube-router': { network: { cni: { kubeRouter: {} } }, nodes: [cp(1), worker(1), worker(2, { taints: [TAINT] })] },
  'Calico in all its parts': {
    network: { cni: { calico: { dataplane: 'BPF', whisker: true } } },
    nodes: [cp(1), worker(1), worker(2, { taints: [TAINT] })],
  },
  'no network plugin': { network: { cni: { none: {} } }, nodes: [cp(1), worker(1)] },
  'several control planes': {
    controlPlane: { endpoint: { vip: '192.168.0.10' } },
    nodes: [cp(1), cp(2), cp(3), worker(1), worker(2, { taints: [TAINT] })],
    samples: true,
  },
  'control planes that take pods': {
    controlPlane: { endpoint: { vip: '192.168.0.10' }, schedulable: true },
    nodes: [cp(1), cp(2), cp(3), storage(1), storage(2), storage(3)],
    storage: { rook: { objectStore: {}, nfs: {} } },
    samples: true,
  },
  'storage with all that it offers': {
    nodes: [...STORAGE_NODES, storage(4, { taints: [TAINT] })],
    storage: { rook: { objectStore: {}, nfs: {}, monitoring: true, blockPools: [{ name: 'ec', erasureCoding: { dataChunks: 2, codingChunks: 1 } }] } },
    samples: true,
  },
  'pools of classes': {
    nodes: [cp(1), ...[1, 2].map((number) => storage(number, {}, 'ssd')), ...[3, 4, 5, 6].map((number) => storage(number, {}, 'hdd'))],
    storage: {
      rook: {
        blockPools: [
          { name: 'fast', deviceClass: 'ssd', replicas: 2, default: true },
          { name: 'slow', deviceClass: 'hdd' },
        ],
        filesystem: { deviceClass: 'hdd' },
        objectStore: { deviceClass: 'hdd' },
      },
    },
    samples: true,
  },
  'monitors on control planes': {
    controlPlane: { endpoint: { vip: '192.168.0.10' } },
    nodes: [cp(1), cp(2), cp(3), storage(1), storage(2)],
    storage: { rook: { monsOnControlPlanes: true, replicas: 2, objectStore: {} } },
    samples: true,
  },
  'workers that take nobody': { nodes: [cp(1), worker(1, { taints: [TAINT] }), worker(2, { taints: [TAINT] })] },
  'a control plane that takes nobody': { controlPlane: { schedulable: false }, nodes: [cp(1)] },
  'temporary machines': {
    nodes: [...STORAGE_NODES, storage(4, { temporary: true }), worker(5, { temporary: true, arch: 'arm64' })],
    storage: { rook: {} },
    samples: true,
  },
  'one disk': { nodes: [cp(1), storage(1)], storage: { rook: { allowUnsafeReplicas: true } }, samples: true },
};

/** What we carry over from upstream, or mean so: of which object, what is said of it, and why that is right. */
const EXCEPTIONS: readonly (readonly [of: RegExp, problem: RegExp, why: string])[] = [
  [
    /^Deployment (tigera-operator|rook-ceph-operator|rook-ceph-tools|snapshot-controller|ceph-csi-controller-manager)$/,
    /has no resources\./,
    'upstream gives them none, as what they need grows with the cluster; the sum of `plan` says that they are not in it',
  ],
  [
    /^DaemonSet (kube-flannel-ds|kube-router)$/,
    /has no resources.limits.memory/,
    'an agent that is ended for its memory takes the network of its machine along',
  ],
  [
    /^DaemonSet (kube-flannel-ds|kube-router)$/,
    /container install-cni.* has no resources\./,
    'it copies a file and ends before the agent, whose request is kept for both',
  ],
  [
    /^(Deployment (tigera-operator|rook-ceph-operator|rook-ceph-tools|snapshot-controller)|DaemonSet kube-router)$/,
    /has no (readiness|liveness)Probe/,
    'no Service leads to them, and upstream has no question that they answer; that they work is waited for by what they make',
  ],
  [/^DaemonSet kube-router$/, /taint CriticalAddonsOnly is on no node/, "upstream's, beside a toleration of everything; the taint is set by hand"],
  [/^DaemonSet (machine|daemonset)$/, /^is not on /, 'the pods of a sample are on the machines that take any pod'],
  [/^Deployment (guest|resident)$/, /taint demo is on no node/, 'the sample shows what happens when a person sets the taint'],
];

const used = new Set<string>();

/** Whether a problem is one of the exceptions, which are remembered. */
function isMeantSo(of: string, problem: string): boolean {
  const found = EXCEPTIONS.find(([title, text]) => title.test(of) && text.test(problem));
  if (found !== undefined) used.add(found[2]);
  return found !== undefined;
}

test.each(Object.entries(SPECS))('field section 7: all objects of a cluster with %s pass the rules that guard those of its users', (_, spec) => {
  const cluster = defineCluster(spec);
  const all = ownObjects(cluster);
  const problems = all.flatMap((own) =>
    ownProblems(own, all, cluster).flatMap((problem) => (isMeantSo(own.title, problem) ? [] : [`${own.title}: ${problem}`])),
  );
  expect(problems).toEqual([]);
});

test('field section 7: each exception is needed', () => {
  expect(EXCEPTIONS.flatMap(([, , why]) => (used.has(why) ? [] : [why]))).toEqual([]);
});

const metadata = { name: 'x', namespace: 'shop' };
const podTemplate = (spec: object) => ({ metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'x:1' }], ...spec } });
const selector = { matchLabels: { app: 'x' } };

/** Objects of a cluster with one worker and no disks, and what only the check that each is for says of it. */
const WRONG: readonly (readonly [kind: string, body: object, problem: string])[] = [
  ['ConfigMap', { metadata: { name: 'X' } }, 'name X is not the name of an object'],
  ['Deployment', { metadata, spec: { selector, template: podTemplate({}) } }, 'container x has no readinessProbe'],
  ['Deployment', { metadata, spec: { selector: { matchLabels: { app: 'y' } }, template: podTemplate({}) } }, 'looks for pods with the label app=y'],
  ['Installation', { metadata, spec: { a: { tolerations: [{ key: '', value: 'x' }] } } }, 'tolerations[0].key is missing'],
  ['Installation', { metadata, spec: { a: { resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } } } }, 'more than its limits.cpu'],
  ['Installation', { metadata, spec: { a: { tolerations: [{ key: 'gpu', operator: 'Exists' }] } } }, 'taint gpu is on no node'],
  ['Installation', { metadata, spec: { a: { nodeSelector: { gpu: 'yes' } } } }, 'label gpu is on no node'],
  [
    'CephCluster',
    {
      metadata,
      spec: {
        a: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'gpu', operator: 'In', values: ['yes'] }] }] },
          },
        },
      },
    },
    'label gpu is on no node',
  ],
  ['DaemonSet', { metadata, spec: { selector, template: podTemplate({}) } }, 'is not on cp-1'],
  ['OperatorConfig', { metadata, spec: { driverSpecDefaults: { nodePlugin: {} } } }, 'is not on cp-1'],
  ['CephBlockPool', { metadata, spec: { replicated: { size: 3 } } }, 'needs 3 machines'],
  ['Service', { metadata, spec: { selector: { app: 'y' }, ports: [{ port: 80 }] } }, 'finds no pods of ours'],
  ['PodDisruptionBudget', { metadata, spec: { selector, minAvailable: 1 } }, 'finds no pods of ours'],
  [
    'PersistentVolumeClaim',
    { metadata, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'y', resources: { requests: { storage: '1Gi' } } } },
    'storageClass y is not a class of the cluster',
  ],
];

test.each(WRONG)('%s %j would not pass: %s', (kind, body, problem) => {
  const construct = new ApiObject(new Chart(new App(), 'shop'), 'x', { apiVersion: 'v1', kind, ...body });
  const own: Own = { construct, object: { kind, ...body }, title: kind };
  expect(ownProblems(own, [own], defineCluster({ nodes: [cp(1), worker(1)] })).join('\n')).toContain(problem);
});
