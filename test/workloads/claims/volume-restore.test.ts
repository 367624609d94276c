import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { DurableVolumeClaim } from '../../../workloads/claims/volume-claim';
import { ClaimSnapshot, ClonedVolumeClaim, RestoredVolumeClaim } from '../../../workloads/claims/volume-restore';
import { only, rendered } from '../../charts/objects';
import { refusals } from '../refused';

const DATA = { name: 'data', namespace: 'shop', size: '10Gi' } as const;

function saved(scope: Construct): ClaimSnapshot {
  return new ClaimSnapshot(scope, 'monday', { name: 'data-monday', of: new DurableVolumeClaim(scope, 'data', DATA) });
}

const objects = rendered((app) => {
  const chart = new Chart(app, 'shop');
  new RestoredVolumeClaim(chart, 'again', { name: 'data-again', from: saved(chart), size: '20Gi' });
  return chart;
});

test('a snapshot is of the volume of a claim, by the class that goes with its class', () => {
  expect(only(objects, 'VolumeSnapshot')).toEqual({
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name: 'data-monday', namespace: 'shop' },
    spec: { source: { persistentVolumeClaimName: 'data' }, volumeSnapshotClassName: 'rook-ceph-block' },
  });
});

test('a restored claim begins with what the snapshot holds, on a volume of the same class', () => {
  expect(only(objects, 'PersistentVolumeClaim', 'data-again')).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data-again', namespace: 'shop' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'rook-ceph-block-retain',
      resources: { requests: { storage: '20Gi' } },
      dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'data-monday' },
    },
  });
});

test('a restored claim is as large as the old one, and is mounted by its own name', () => {
  const [claim] = rendered((app) => {
    const chart = new Chart(app, 'shop');
    const again = new RestoredVolumeClaim(chart, 'again', { name: 'data-again', from: saved(chart) });
    expect(again.volume('data')).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'data-again' } });
    return chart;
  }).filter(({ metadata }) => metadata.name === 'data-again');
  expect(claim).toMatchObject({ spec: { resources: { requests: { storage: '10Gi' } } } });
});

test('a volume that is smaller than what it is to hold is refused', () => {
  expect(refusals((scope) => new RestoredVolumeClaim(scope, 'again', { name: 'data-again', from: saved(scope), size: '5Gi' }))).toEqual([
    '[shop/again] size 5Gi is less than the 10Gi of claim data, which the snapshot is of; give that at least',
  ]);
});

test('a class without snapshots is refused, unless one is given', () => {
  const snapshot = (scope: Construct, more: object) => {
    const of = new DurableVolumeClaim(scope, 'data', { ...DATA, classes: { slow: { reclaim: 'Retain', shared: false } } });
    return new ClaimSnapshot(scope, 'monday', { name: 'data-monday', of, ...more });
  };
  expect(refusals((scope) => snapshot(scope, {}))).toEqual(['[shop/monday] storageClass slow of claim data has no snapshots; give snapshotClass']);
  expect(refusals((scope) => snapshot(scope, { snapshotClass: 'slow' }))).toEqual([]);
});

describe('a clone', () => {
  const cloned = (more: object = {}) =>
    rendered((app) => {
      const chart = new Chart(app, 'shop');
      new ClonedVolumeClaim(chart, 'copy', { name: 'data-copy', from: new DurableVolumeClaim(chart, 'data', DATA), ...more });
      return chart;
    });

  test('begins with what a claim holds, on a volume of the same class and size', () => {
    expect(only(cloned(), 'PersistentVolumeClaim', 'data-copy')).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data-copy', namespace: 'shop' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'rook-ceph-block-retain',
        resources: { requests: { storage: '10Gi' } },
        dataSource: { kind: 'PersistentVolumeClaim', name: 'data' },
      },
    });
  });

  test('is refused where it is smaller than what it is to hold, or called like it', () => {
    const copy = (more: object) => (scope: Construct) =>
      new ClonedVolumeClaim(scope, 'copy', { name: 'data-copy', from: new DurableVolumeClaim(scope, 'data', DATA), ...more });
    expect(refusals(copy({ size: '1Gi' }))).toEqual(['[shop/copy] size 1Gi is less than the 10Gi of claim data, which it is a copy of; give that at least']);
    expect(refusals(copy({ name: 'data' }))).toContain('[shop/copy] name data is that of the claim that is copied; give the copy a name of its own');
  });
});

describe('accessMode: ReadOnlyMany', () => {
  test('without a source is refused', () => {
    expect(refusals((scope) => new DurableVolumeClaim(scope, 'data', { ...DATA, accessMode: 'ReadOnlyMany' }))).toEqual([
      '[shop/data] accessMode ReadOnlyMany is of a new volume, which is empty and stays so; give ReadWriteOnce, or make a RestoredVolumeClaim or ClonedVolumeClaim with accessMode ReadOnlyMany of a claim that has something',
    ]);
  });

  test('of a snapshot or a clone is for pods on all machines, which mount it to read', () => {
    const all = rendered((app) => {
      const chart = new Chart(app, 'shop');
      const monday = saved(chart);
      const read = new RestoredVolumeClaim(chart, 'read', { name: 'data-read', from: monday, accessMode: 'ReadOnlyMany' });
      const copy = new ClonedVolumeClaim(chart, 'copy', { name: 'data-copy', from: read, accessMode: 'ReadOnlyMany' });
      expect(read.volume('data')).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'data-read', readOnly: true } });
      expect(copy.volume('data')).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'data-copy', readOnly: true } });
      return chart;
    });
    expect(only(all, 'PersistentVolumeClaim', 'data-read')).toMatchObject({
      spec: { accessModes: ['ReadOnlyMany'], dataSource: { kind: 'VolumeSnapshot', name: 'data-monday' } },
    });
    expect(only(all, 'PersistentVolumeClaim', 'data-copy')).toMatchObject({ spec: { accessModes: ['ReadOnlyMany'] } });
  });
});
