import * as plus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { checkPods } from '../../../workloads/foreign/check-pods';
import { placePods } from '../../../workloads/foreign/place-pods';
import { clusterSpec, placementIn } from '../../../workloads/places/placement-in';
import { RollingRelease } from '../../../workloads/releases/rolling-release';
import { webContainer } from '../web';

const home = clusterSpec({
  nodes: [
    { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
    { name: 'desktop-2', address: '192.168.0.12', labels: { disk: 'nvme' } },
  ],
});

const { keepApart, onNodesWith } = placementIn(home);

const image = 'docker.io/library/busybox:1.37.0';
const securityContext = { capabilities: { drop: [plus.Capability.ALL] }, seccompProfile: { type: plus.SeccompProfileType.RUNTIME_DEFAULT } };

/** A release, and beside it a Deployment of cdk8s-plus-28 and a StatefulSet of its `k8s`, placed and checked as the release is. */
export function example(scope: Construct): void {
  new RollingRelease(scope, 'web', { name: 'web', namespace: 'shop', replicas: 2, pod: { container: webContainer() } });

  const api = new plus.Deployment(scope, 'api', {
    metadata: { name: 'api', namespace: 'shop' },
    replicas: 2,
    containers: [{ image, portNumber: 8080, readiness: plus.Probe.fromTcpSocket(), liveness: plus.Probe.fromTcpSocket(), securityContext }],
    securityContext: { user: 65_532, group: 65_532, fsGroup: 65_532 },
  });
  placePods(api, keepApart(undefined, { preferred: 50 }), onNodesWith({ disk: 'nvme' }));
  checkPods(api);

  const labels = { 'app.kubernetes.io/name': 'db' };
  const db = new plus.k8s.KubeStatefulSet(scope, 'db', {
    metadata: { name: 'db', namespace: 'shop' },
    spec: {
      serviceName: 'db',
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          securityContext: { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'db',
              image,
              readinessProbe: { exec: { command: ['true'] } },
              livenessProbe: { exec: { command: ['true'] } },
              resources: {
                requests: { cpu: plus.k8s.Quantity.fromString('10m'), memory: plus.k8s.Quantity.fromString('16Mi') },
                limits: { memory: plus.k8s.Quantity.fromString('16Mi') },
              },
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    },
  });
  placePods(db, keepApart());
  checkPods(db);
}
