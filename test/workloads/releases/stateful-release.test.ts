import { Chart, Testing } from 'cdk8s';
import { type StatefulReleaseProps, StatefulRelease } from '../../../workloads/releases/stateful-release';
import { only, rendered } from '../../charts/objects';
import { refusals, untyped } from '../refused';
import { WEB, webContainer, webPod } from '../web';

const POD = webPod({ container: webContainer({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }) });
const PROPS: StatefulReleaseProps = { ...WEB, replicas: 3, pod: POD, claims: [{ name: 'data', size: '10Gi' }] };

const objects = (changes: Partial<StatefulReleaseProps> = {}) =>
  rendered((app) => {
    const chart = new Chart(app, 'shop');
    new StatefulRelease(chart, 'web', { ...PROPS, ...changes });
    return chart;
  });
const said = (changes: object) => refusals((scope) => new StatefulRelease(scope, 'web', { ...PROPS, ...changes }));

test('a StatefulRelease gives each pod a claim of its own, on a volume that stays', () => {
  expect(only(objects(), 'StatefulSet')).toMatchObject({
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      replicas: 3,
      serviceName: 'web',
      podManagementPolicy: 'OrderedReady',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'rook-ceph-block-retain', resources: { requests: { storage: '10Gi' } } },
        },
      ],
    },
  });
});

test('its Service has no address, and the ports of its pods', () => {
  expect(only(objects(), 'Service')).toMatchObject({ metadata: { name: 'web' }, spec: { clusterIP: 'None', ports: [{ name: 'http', port: 8080 }] } });
});

test('a drain takes one of its pods at a time, which are spread over machines whatever their version', () => {
  expect(only(objects(), 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
  const set = JSON.stringify(only(objects(), 'StatefulSet'));
  expect(set).toContain('"topologyKey":"kubernetes.io/hostname","whenUnsatisfiable":"ScheduleAnyway"');
  expect(set).not.toContain('matchLabelKeys');
});

test('what is asked for is what it has', () => {
  const asked = { podManagementPolicy: 'Parallel', partition: 2, claimRetention: { whenDeleted: 'Delete' }, minReadySeconds: 700 } as const;
  expect(only(objects(asked), 'StatefulSet')).toMatchObject({
    spec: {
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
      minReadySeconds: 700,
    },
  });
});

test.each([
  [
    'a claim of a class that is not there',
    { claims: [{ name: 'data', size: '1Gi', storageClass: 'rook-ceph-blok' }] },
    ['claims[0]: storageClass rook-ceph-blok is not a class of the cluster; did you mean rook-ceph-block?'],
  ],
  ['a claim without a size', { claims: [{ name: 'data', size: '10GB' }] }, ['claims[0]: size 10GB is not an amount of bytes; write 10G']],
  [
    'a mount that no claim is for',
    { claims: [] },
    ["pod: container web: volumeMounts[0].name data is not a volume of the pod; add { name: 'data', … } to volumes of the pod"],
  ],
  [
    'two claims of one name',
    {
      claims: [
        { name: 'data', size: '1Gi' },
        { name: 'data', size: '1Gi' },
      ],
    },
    ['pod: volumes[1].name data is that of volumes[0] already; give each volume its own name'],
  ],
  [
    'words that are none',
    { podManagementPolicy: untyped('Ordered'), partition: -1 },
    ['podManagementPolicy Ordered is not known; give OrderedReady or Parallel', 'partition -1 is out of bounds; give a whole number, at least 0'],
  ],
])('%s is refused', (_, changes, problems) => {
  expect(said(changes)).toEqual(problems.map((problem) => `[shop/web] ${problem}`));
});

test('a class that is not there does not compile either', () => {
  // @ts-expect-error there is no such class
  const claims: StatefulReleaseProps['claims'] = [{ name: 'data', size: '1Gi', storageClass: 'rook-ceph-blok' }];
  const classes = { slow: { reclaim: 'Delete', shared: false } } as const;
  const own = new StatefulRelease(Testing.chart(), 'web', {
    ...WEB,
    replicas: 1,
    pod: POD,
    classes,
    claims: [{ name: 'data', size: '1Gi', storageClass: 'slow' }],
  });
  expect([claims, own.node.validate()]).toEqual([claims, []]);
});
