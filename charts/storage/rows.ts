import { CEPH_CLUSTER, ROOK_NAMESPACE, ROOK_OPERATOR } from '../../cluster/facts/storage-names';
import { ordered } from '../row/ordered-chart';
import { ALL_ESTABLISHED, available, rookHas } from '../row/wait';
import type * as Charts from './charts';
import { hasRook, hasToolbox, rookClusterProps, rookOperatorProps, rookPoolsProps, snapshotControllerProps, storageClassesProps } from './props';
import { ROOK_NAMESPACES } from './rook/namespace';

/** The charts bring the schemas of some thirty kinds, more than all the rest, so that they are loaded only for clusters that have storage. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a lazy import, as that of CEL in crd/; bundlers see it, and its type is the module's own
const charts = (): typeof Charts => require('./charts') as typeof Charts;

const nothing = (): Record<string, never> => ({});

/** What `0240-ceph-pools` may hold; of these at least the first are always there. */
const OFFERED = ['cephblockpools', 'cephfilesystems', 'cephfilesystemsubvolumegroups', 'cephobjectstores', 'cephnfses']
  .map((kind) => `${kind}.ceph.rook.io`)
  .join(',');

/** Storage: custom resource definitions from 0050 on, the rest from 0200 on. */
export const STORAGE = [
  ordered({ id: '0050-rook-crds', chart: () => charts().RookCrds, when: hasRook, props: nothing, teardown: 'after' }),
  ordered({ id: '0055-ceph-csi-crds', chart: () => charts().CephCsiCrds, when: hasRook, props: nothing, teardown: 'after' }),
  ordered({ id: '0060-snapshot-crds', chart: () => charts().SnapshotCrds, when: hasRook, props: nothing, waits: [ALL_ESTABLISHED] }),
  ordered({
    id: '0200-rook-common',
    chart: () => charts().RookCommon,
    when: hasRook,
    props: ({ storage: { monitoring } }) => ({ monitoring }),
    namespaces: ROOK_NAMESPACES,
    teardown: 'after',
  }),
  ordered({
    id: '0210-ceph-csi-operator',
    chart: () => charts().CephCsiOperator,
    when: hasRook,
    props: ({ versions }) => ({ version: versions.cephCsiOperator }),
    namespaces: ROOK_NAMESPACES,
    waits: [available(ROOK_NAMESPACE, 'ceph-csi-controller-manager')],
    teardown: 'after',
  }),
  ordered({
    id: '0220-rook-operator',
    chart: () => charts().RookOperator,
    when: hasRook,
    props: rookOperatorProps,
    namespaces: ROOK_NAMESPACES,
    waits: [available(ROOK_NAMESPACE, ROOK_OPERATOR)],
    teardown: 'after',
  }),
  ordered({
    id: '0230-ceph-cluster',
    chart: () => charts().RookCluster,
    when: hasRook,
    props: rookClusterProps,
    namespaces: ROOK_NAMESPACES,
    waits: [{ ...rookHas('Rook has made the Ceph cluster', ROOK_NAMESPACE, [`cephcluster/${CEPH_CLUSTER}`]), osds: true }],
  }),
  ordered({
    id: '0240-ceph-pools',
    chart: () => charts().RookPools,
    when: hasRook,
    props: rookPoolsProps,
    namespaces: ROOK_NAMESPACES,
    waits: [rookHas('all that Ceph offers is ready', ROOK_NAMESPACE, [OFFERED, '--all'])],
  }),
  ordered({ id: '0250-storage-classes', chart: () => charts().StorageClasses, when: hasRook, props: storageClassesProps, teardown: 'before' }),
  ordered({
    id: '0260-rook-toolbox',
    chart: () => charts().RookToolbox,
    when: hasToolbox,
    props: ({ versions }) => ({ version: versions.ceph }),
    namespaces: ROOK_NAMESPACES,
    teardown: 'before',
  }),
  ordered({
    id: '0270-snapshot-controller',
    chart: () => charts().SnapshotController,
    when: hasRook,
    props: snapshotControllerProps,
    waits: [available('kube-system', 'snapshot-controller')],
  }),
] as const;
