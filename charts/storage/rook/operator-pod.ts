import type { k8s } from 'cdk8s-plus-28';
import type { Toleration } from '../../../imports/core/tolerations';
import type { Plain } from '../../../objects/plain-object';

/** Seconds until Rook's and Ceph's pods leave a machine that does not answer; Kubernetes itself would wait for 300. */
const UNREACHABLE_SECONDS = 5;

/** Folders of the operator's own, empty at each start. */
const FOLDERS = { 'rook-config': '/var/lib/rook', 'default-config-dir': '/etc/ceph' } as const;

/** What is read once, when it starts; the rest is in its ConfigMap. */
const ENVIRONMENT = {
  ROOK_CURRENT_NAMESPACE_ONLY: 'false',
  ROOK_RECONCILE_CONCURRENT_CLUSTERS: '1',
  // Both are for SELinux.
  ROOK_HOSTPATH_REQUIRES_PRIVILEGED: 'false',
  ROOK_CEPH_MON_RUN_AS_ROOT: 'false',
  // What is a disk of Ceph's own making, and so never one to take.
  DISCOVER_DAEMON_UDEV_BLACKLIST: '(?i)dm-[0-9]+,(?i)rbd[0-9]+,(?i)nbd[0-9]+',
  ROOK_UNREACHABLE_NODE_TOLERATION_SECONDS: String(UNREACHABLE_SECONDS),
};

const POD_FIELDS = { NODE_NAME: 'spec.nodeName', POD_NAME: 'metadata.name', POD_NAMESPACE: 'metadata.namespace' };

/** The pod of Rook's operator, of an image version, beside taints. */
export const operatorPod = (name: string, version: string, tolerations: readonly Toleration[]): Plain<k8s.PodSpec> => ({
  serviceAccountName: 'rook-ceph-system',
  tolerations: [{ effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: UNREACHABLE_SECONDS }, ...tolerations],
  containers: [
    {
      name,
      image: `docker.io/rook/ceph:${version}`,
      args: ['ceph', 'operator'],
      securityContext: { runAsNonRoot: true, runAsUser: 2016, runAsGroup: 2016, capabilities: { drop: ['ALL'] } },
      volumeMounts: Object.entries(FOLDERS).map(([folder, mountPath]) => ({ name: folder, mountPath })),
      env: [
        ...Object.entries(ENVIRONMENT).map(([variable, value]) => ({ name: variable, value })),
        ...Object.entries(POD_FIELDS).map(([variable, fieldPath]) => ({ name: variable, valueFrom: { fieldRef: { fieldPath } } })),
      ],
    },
  ],
  volumes: Object.keys(FOLDERS).map((folder) => ({ name: folder, emptyDir: {} })),
});
