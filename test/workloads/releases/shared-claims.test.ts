import type { Construct } from 'constructs';
import { StaticVolumeClaim } from '../../../workloads/claims/static-volume-claim';
import { DurableVolumeClaim } from '../../../workloads/claims/volume-claim';
import { onNodesWith } from '../../../workloads/places/placement';
import type { ReleasePod } from '../../../workloads/pods/pod';
import { BlueGreenRelease } from '../../../workloads/releases/blue-green-release';
import { CanaryRelease } from '../../../workloads/releases/canary-release';
import { RecreateRelease } from '../../../workloads/releases/recreate-release';
import { type RollingReleaseProps, RollingRelease } from '../../../workloads/releases/rolling-release';
import { refusals } from '../refused';
import { WEB, otherPod, webContainer, webPod } from '../web';

const DATA = { name: 'data', namespace: 'shop', size: '1Gi' } as const;
const pod = (claim: { readonly volume: (name: string) => NonNullable<ReleasePod['volumes']>[number] }): ReleasePod =>
  webPod({ container: webContainer({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }), volumes: [claim.volume('data')] });

const REPAIRS =
  'use a RecreateRelease with one replica, whose new pod starts when the old one has ended, a StatefulRelease, whose pods have a claim each, or a claim that is ReadWriteMany';
const hangs = (most: number, mode = 'ReadWriteOnce', who = 'one machine mounts'): readonly string[] => [
  `[shop/web] claim data is ${mode}, which ${who}, and there are up to ${most} pods during a rollout: a new one would wait for the volume, and the old one for it; ${REPAIRS}`,
];

const rolling = (changes: Partial<RollingReleaseProps>, claim: object = {}) =>
  refusals((scope) => {
    const data = new DurableVolumeClaim(scope, 'data', { ...DATA, ...claim });
    new RollingRelease(scope, 'web', { ...WEB, replicas: 1, ...changes, pod: { ...pod(data), ...changes.pod } });
  });

describe('RollingRelease (defaults) with a ReadWriteOnce claim', () => {
  test("is refused with the claim's name and the repair", () => {
    expect(rolling({})).toEqual(hangs(2));
    expect(rolling({ replicas: 3 })).toEqual(hangs(4));
    expect(rolling({}, { accessMode: 'ReadWriteOncePod' })).toEqual(hangs(2, 'ReadWriteOncePod', 'one pod mounts'));
  });

  test('is taken where one pod is there at a time, where all pods are on one machine, and where many machines mount it', () => {
    expect(rolling({ maxSurge: 0, maxUnavailable: 1 })).toEqual([]);
    expect(rolling({ pod: { container: webContainer(), placement: [onNodesWith({ 'kubernetes.io/hostname': 'desktop-2' })] } })).toEqual([]);
    expect(rolling({}, { accessMode: 'ReadWriteMany', storageClass: 'rook-cephfs-retain' })).toEqual([]);
  });

  test('is refused where a wish, or one of several machines, is all that keeps pods together', () => {
    const there = (hosts: readonly string[], wish = {}) => ({ container: webContainer(), placement: [onNodesWith({ 'kubernetes.io/hostname': hosts }, wish)] });
    expect(rolling({ pod: there(['desktop-2'], { preferred: 100 }) })).toEqual(hangs(2));
    expect(rolling({ pod: there(['desktop-2', 'desktop-3']) })).toEqual(hangs(2));
  });

  test('is taken where its volume is attached to no machine', () => {
    const release = (scope: Construct) => {
      const data = new StaticVolumeClaim(scope, 'data', { ...DATA, source: { nfs: { server: 'nas', path: '/data' } } });
      new RollingRelease(scope, 'web', { ...WEB, replicas: 2, pod: pod(data) });
    };
    expect(refusals(release)).toEqual([]);
  });
});

test('a claim that two colours, or two versions, mount is refused as well', () => {
  expect(
    refusals((scope) => {
      const data = pod(new DurableVolumeClaim(scope, 'data', DATA));
      new BlueGreenRelease(scope, 'web', { ...WEB, replicas: 1, maxSurge: 0, maxUnavailable: 1, active: 'blue', blue: data, green: data });
    }),
  ).toEqual(hangs(2));
  expect(
    refusals((scope) => {
      const data = pod(new DurableVolumeClaim(scope, 'data', DATA));
      new CanaryRelease(scope, 'web', { ...WEB, replicas: 1, stable: data, canary: { ...data, ...otherPod } });
    }),
  ).toEqual(hangs(4));
});

test('a RecreateRelease takes it with one replica, and not with two', () => {
  const recreate = (replicas: number) =>
    refusals((scope) => new RecreateRelease(scope, 'web', { ...WEB, replicas, pod: pod(new DurableVolumeClaim(scope, 'data', DATA)) }));
  expect(recreate(1)).toEqual([]);
  expect(recreate(2)).toEqual(hangs(2));
});
