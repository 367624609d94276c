import * as fc from 'fast-check';
import type { ReleasePod } from '../../workloads/pods/pod';
import type { ServicePort } from '../../workloads/pods/ports';
import { all, amount, any, key, map, name, number, oneOf, path, port, some, word } from './wild-values';

/* Props that compile, with values as people write them and as they should not: the API server must take what comes of them, or synth must refuse it. */

const handler = {
  exec: fc.record({ command: some(word) }),
  grpc: all({ port: number }, { service: word }),
  httpGet: all({ port }, { path, scheme: oneOf('HTTP', 'HTTPS'), host: word, httpHeaders: some(fc.record({ name: word, value: word })) }),
  tcpSocket: all({ port }, { host: word }),
};
const counts = {
  periodSeconds: number,
  timeoutSeconds: number,
  failureThreshold: number,
  successThreshold: number,
  initialDelaySeconds: number,
  terminationGracePeriodSeconds: number,
};
const good = fc.constant({ tcpSocket: { port: 8080 } });
const probe = fc.oneof(
  { weight: 3, arbitrary: good },
  any({ ...handler, ...counts }),
  fc.tuple(good, any(counts)).map(([one, other]) => ({ ...one, ...other })),
);

const keyRef = all({ key: word, name: word }, { optional: fc.boolean() });
const fact = fc.record({
  fieldPath: fc.constantFrom(
    'metadata.name',
    "metadata.labels['app']",
    "metadata.annotations['a b']",
    'spec.nodeName',
    'spec.hostname',
    '',
    'status.podIPs',
    'status.phase',
  ),
});
const resourceFact = all(
  { resource: fc.constantFrom('limits.cpu', 'requests.memory', 'limits.hugepages-2Mi', 'cpu', '', 'limits.pods') },
  { containerName: fc.constantFrom('web', 'x'), divisor: amount },
);
const env = all(
  { name: word },
  { value: word, valueFrom: any({ configMapKeyRef: keyRef, secretKeyRef: keyRef, fieldRef: fact, resourceFieldRef: resourceFact }) },
);
const profile = all({ type: oneOf('RuntimeDefault', 'Localhost', 'Unconfined') }, { localhostProfile: path });
const rights = {
  runAsUser: number,
  runAsGroup: number,
  runAsNonRoot: fc.boolean(),
  seccompProfile: profile,
  appArmorProfile: profile,
};

const mayHave = {
  args: some(word),
  env: some(env),
  envFrom: some(any({ prefix: word, configMapRef: fc.record({ name: word }), secretRef: fc.record({ name: word }) })),
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  ports: some(all({ containerPort: number }, { name, hostPort: number, protocol: oneOf('TCP', 'UDP', 'SCTP'), hostIP: word }), 3),
  resizePolicy: some(fc.record({ resourceName: oneOf('cpu', 'memory'), restartPolicy: oneOf('NotRequired', 'RestartContainer') })),
  securityContext: any({
    ...rights,
    privileged: fc.boolean(),
    allowPrivilegeEscalation: fc.boolean(),
    procMount: oneOf('Default', 'Unmasked'),
    capabilities: any({ add: some(fc.constantFrom('NET_ADMIN', 'SYS_ADMIN', 'CAP_SYS_ADMIN', 'x')), drop: some(word) }),
  }),
  startupProbe: probe,
  terminationMessagePath: path,
  terminationMessagePolicy: oneOf('File', 'FallbackToLogsOnError'),
  volumeMounts: some(
    all(
      { name, mountPath: path },
      {
        subPath: path,
        subPathExpr: path,
        readOnly: fc.boolean(),
        recursiveReadOnly: oneOf('Enabled', 'Disabled', 'IfPossible'),
        mountPropagation: oneOf('None', 'HostToContainer', 'Bidirectional'),
      },
    ),
  ),
  volumeDevices: some(fc.record({ name, devicePath: path }), 1),
  workingDir: path,
};

const amounts = fc.dictionary(
  fc.constantFrom('cpu', 'memory', 'ephemeral-storage', 'hugepages-2Mi', 'gpu', 'example.com/gpu', 'a b', 'storage', 'pods', ''),
  amount,
  { maxKeys: 2 },
);
const resources = fc.tuple(amounts, amounts).map(([asked, most]) => ({
  requests: { cpu: '10m', memory: '16Mi', ...asked },
  limits: { memory: '16Mi', ...most },
}));
const containerFields = { ...mayHave, resources, readinessProbe: probe, livenessProbe: probe };

const mode = fc.constantFrom(0, 0o440, 0o777, 0o1000, -1, 640);
const items = some(all({ key: word, path }, { mode }));
const source = {
  configMap: any({ name: word, items, defaultMode: mode, optional: fc.boolean() }),
  secret: any({ secretName: word, items, defaultMode: mode }),
  emptyDir: any({ medium: fc.constantFrom('', 'Memory', 'HugePages', 'HugePages-2Mi', 'Disk'), sizeLimit: amount }),
  hostPath: all({ path }, { type: oneOf('Directory', 'File', 'Socket') }),
  nfs: fc.record({ server: word, path }),
  persistentVolumeClaim: all({ claimName: word }, { readOnly: fc.boolean() }),
  csi: all({ driver: word }, { fsType: word, nodePublishSecretRef: any({ name: word }), volumeAttributes: map }),
  downwardAPI: any({ defaultMode: mode, items: some(all({ path }, { fieldRef: fact, resourceFieldRef: resourceFact, mode })) }),
  projected: all(
    {
      sources: some(
        any({
          configMap: any({ name: word, items }),
          secret: any({ name: word, items }),
          downwardAPI: any({ items: some(all({ path }, { fieldRef: fact, resourceFieldRef: resourceFact })) }),
          serviceAccountToken: all({ path }, { expirationSeconds: number, audience: word }),
        }),
      ),
    },
    { defaultMode: mode },
  ),
  image: any({ reference: word, pullPolicy: oneOf('Always', 'Never') }),
  iscsi: all(
    { iqn: fc.constantFrom('iqn.2026-01.local.nas:disk', 'x', '', 'eui.0123456789ABCDEF', 'naa.1'), lun: number, targetPortal: word },
    { initiatorName: word, chapAuthSession: fc.boolean() },
  ),
  fc: any({ lun: number, targetWWNs: some(word), wwids: some(word) }),
  ephemeral: any({
    volumeClaimTemplate: fc.record({
      spec: any({
        accessModes: some(oneOf('ReadWriteOnce', 'ReadWriteMany')),
        resources: fc.record({ requests: fc.record({ storage: amount }) }),
        storageClassName: word,
        volumeMode: oneOf('Block', 'Filesystem'),
      }),
    }),
  }),
  awsElasticBlockStore: all({ volumeID: word }, { partition: number }),
  azureDisk: all({ diskName: word, diskURI: word }, { cachingMode: oneOf('None'), kind: oneOf('Managed', 'Dedicated', 'Shared') }),
  azureFile: fc.record({ secretName: word, shareName: word }),
  cephfs: all({ monitors: some(word) }, { path, user: word }),
  cinder: fc.record({ volumeID: word }),
  flexVolume: fc.record({ driver: word }),
  flocker: any({ datasetName: word, datasetUUID: word }),
  gcePersistentDisk: all({ pdName: word }, { partition: number }),
  gitRepo: all({ repository: word }, { directory: path }),
  glusterfs: fc.record({ endpoints: word, path }),
  photonPersistentDisk: fc.record({ pdID: word }),
  portworxVolume: fc.record({ volumeID: word }),
  quobyte: fc.record({ registry: fc.constantFrom('a:1', 'a', '', 'a:1,b:2'), volume: word }),
  rbd: fc.record({ monitors: some(word), image: word }),
  scaleIO: all({ gateway: word, secretRef: any({ name: word }), system: word }, { volumeName: word, storageMode: word }),
  storageos: any({ volumeName: word, volumeNamespace: word, secretRef: any({ name: word }) }),
  vsphereVolume: fc.record({ volumePath: word }),
};
/** Mostly one kind, as a volume should be. */
const volume = fc
  .tuple(
    fc.constantFrom('vol', 'vol', 'more', 'data', 'A', ''),
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(...Object.keys(source)).chain((kind) => any({ [kind]: source[kind as keyof typeof source] as fc.Arbitrary<unknown> })),
      },
      any(source),
    ),
  )
  .map(([called, what]) => ({ name: called, ...what }));

const pod = {
  activeDeadlineSeconds: number,
  annotations: map,
  dnsConfig: any({
    nameservers: some(fc.constantFrom('10.0.0.1', 'fd00::1', '010.0.0.1', 'x', '')),
    searches: some(word),
    options: some(any({ name: word, value: word })),
  }),
  dnsPolicy: oneOf('ClusterFirst', 'Default', 'None', 'ClusterFirstWithHostNet'),
  drainSeconds: number,
  graceSeconds: number,
  hostAliases: some(all({ ip: fc.constantFrom('10.0.0.1', 'x', '', '::1') }, { hostnames: some(word) })),
  hostIPC: fc.boolean(),
  hostNetwork: fc.boolean(),
  hostPID: fc.boolean(),
  hostUsers: fc.boolean(),
  hostname: word,
  hostnameOverride: word,
  imagePullSecrets: some(any({ name: word })),
  nodeName: word,
  os: fc.record({ name: oneOf('linux', 'windows') }),
  preemptionPolicy: oneOf('Never', 'PreemptLowerPriority'),
  readinessGates: some(fc.record({ conditionType: key })),
  resourceClaims: some(all({ name }, { resourceClaimName: word, resourceClaimTemplateName: word })),
  schedulerName: word,
  schedulingGates: some(fc.record({ name: key })),
  securityContext: any({
    ...rights,
    fsGroup: number,
    fsGroupChangePolicy: oneOf('Always', 'OnRootMismatch'),
    supplementalGroups: some(number),
    supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
    seLinuxChangePolicy: oneOf('MountOption', 'Recursive'),
    sysctls: some(fc.record({ name: fc.constantFrom('net.core.somaxconn', 'net/core/somaxconn', 'a b', '', 'kernel.shm_rmid_forced'), value: word })),
  }),
  serviceAccountName: word,
  setHostnameAsFQDN: fc.boolean(),
  shareProcessNamespace: fc.boolean(),
  subdomain: word,
  volumes: some(volume, 2),
};

const GOOD = {
  image: 'docker.io/library/busybox:1.37.0',
  ports: [{ name: 'http', containerPort: 8080 }],
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
  readinessProbe: { tcpSocket: { port: 8080 } },
  livenessProbe: { tcpSocket: { port: 8080 } },
};

type Change = readonly [where: 'container' | 'init' | 'pod', field: string, value: unknown];

const changesOf = (where: Change[0], fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): readonly fc.Arbitrary<Change>[] =>
  Object.entries(fields).map(([field, wild]) => wild.map((some): Change => [where, field, some]));

const { readinessProbe: _ready, livenessProbe: _alive, startupProbe: _started, ...initFields } = containerFields;

/** A good pod of a release, of which some fields are wild: with all of them at once something would always be refused. */
export const wildPod = fc
  .array(fc.oneof(...changesOf('container', containerFields), ...changesOf('pod', pod), ...changesOf('init', initFields)), { minLength: 1, maxLength: 3 })
  .map((changes): ReleasePod => {
    const of = (where: Change[0]): object => Object.fromEntries(changes.filter(([place]) => place === where).map(([, field, some]) => [field, some]));
    const { volumes = [], ...rest }: Partial<ReleasePod> = of('pod');
    const { readinessProbe, livenessProbe, ...init } = { ...GOOD, name: 'init', ...of('init') };
    return {
      ...rest,
      volumes: [{ name: 'data', emptyDir: {} }, ...volumes],
      container: { ...GOOD, name: 'web', ...of('container') },
      ...(changes.some(([place]) => place === 'init') ? { before: [{ ...init, ports: [] }] } : {}),
    };
  });

/** Ports of a Service. */
export const wildPorts: fc.Arbitrary<readonly ServicePort[]> = some(
  all({ port: number }, { name, targetPort: fc.oneof(number, name), protocol: oneOf('TCP', 'UDP'), nodePort: number, appProtocol: word }),
);

/** Who an object is. */
export const wildPlace = fc.record({ labels: map });

/** Claims. */
export const wildClaim = fc.record(
  {
    name: word,
    size: fc.constantFrom('1Gi', '10Gi', '0', '', '-1Gi', '1.5Gi', '0.1Ki', '1e3', '10GB', '1', '0.000001', '999999999999999Pi', '500m'),
    accessMode: fc.constantFrom('ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'),
    labels: map,
  },
  { requiredKeys: ['name', 'size'] },
);

/** The same value without what fast-check puts into objects, and cdk8s does not take: an empty prototype. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
