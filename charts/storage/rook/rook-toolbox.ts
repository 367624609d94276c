import { Chart } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { cephImage } from '../../../cluster/facts/images';
import { ROOK_NAMESPACE, ROOK_TOOLBOX } from '../../../cluster/facts/storage-names';
import { PINS } from '../../../cluster/values/versions';
import { type Plain, plainObject } from '../../../objects/plain-object';
import { TOOLBOX_SCRIPT } from './toolbox-script';

const NAME = ROOK_TOOLBOX;
const LABELS = { app: NAME };

/** How the toolbox is installed. */
export interface RookToolboxProps {
  /** Version of Ceph. @default the one that this release of cdk8s-metal is tested with */
  readonly version?: string;
}

/** What Rook writes down for who wants to reach its cluster, by volume: where it is mounted, and what it is. */
const SOURCES = [
  { name: 'mon-endpoint-volume', mountPath: '/etc/rook', configMap: { name: 'rook-ceph-mon-endpoints', items: [{ key: 'data', path: 'mon-endpoints' }] } },
  {
    name: 'ceph-admin-secret',
    mountPath: '/var/lib/rook-ceph-mon',
    secret: { secretName: 'rook-ceph-mon', optional: false, items: [{ key: 'ceph-secret', path: 'secret.keyring' }] },
  },
  { name: 'rook-config-override', mountPath: '/etc/rook-config-override', configMap: { name: 'rook-config-override', optional: true } },
] as const;

const pod = (version: string): Plain<k8s.PodSpec> => ({
  dnsPolicy: 'ClusterFirstWithHostNet',
  serviceAccountName: 'rook-ceph-default',
  // It leaves a machine that does not answer at once: it is needed most at such a time.
  tolerations: [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }],
  containers: [
    {
      name: NAME,
      image: cephImage(version),
      imagePullPolicy: 'IfNotPresent',
      command: ['/bin/bash', '-c', TOOLBOX_SCRIPT],
      tty: true,
      securityContext: { runAsNonRoot: true, runAsUser: 2016, runAsGroup: 2016, capabilities: { drop: ['ALL'] } },
      env: [{ name: 'ROOK_CEPH_USERNAME', valueFrom: { secretKeyRef: { name: 'rook-ceph-mon', key: 'ceph-username' } } }],
      volumeMounts: [{ name: 'ceph-config', mountPath: '/etc/ceph' }, ...SOURCES.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true }))],
    },
  ],
  volumes: [{ name: 'ceph-config', emptyDir: {} }, ...SOURCES.map(({ mountPath: _, ...volume }) => volume)],
});

/**
 * A pod with Ceph's own commands: `kubectl --namespace rook-ceph exec deploy/rook-ceph-tools -- ceph status`.
 *
 * @see https://rook.io/docs/rook/latest-release/Troubleshooting/ceph-toolbox/
 */
export class RookToolbox extends Chart {
  constructor(scope: Construct, id: string, { version = PINS.ceph }: RookToolboxProps = {}) {
    super(scope, id);
    plainObject(this, 'Deployment', {
      metadata: { name: NAME, namespace: ROOK_NAMESPACE, labels: LABELS },
      spec: { replicas: 1, selector: { matchLabels: LABELS }, template: { metadata: { labels: LABELS }, spec: pod(version) } },
    });
  }
}
