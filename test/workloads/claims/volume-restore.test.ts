import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { DurableVolumeClaim } from '../../../workloads/claims/volume-claim';
import { ClaimSnapshot, RestoredVolumeClaim } from '../../../workloads/claims/volume-restore';
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
