import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { webPod } from './web';

const namespace = 'demo-quota';

/**
 * A namespace that may have three pods, none of them large: the quota counts all of them together, the limit range looks at each container.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class DemoQuota extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    plainObject(this, 'ResourceQuota', {
      metadata: { name: 'room', namespace },
      spec: { hard: { pods: '3', 'requests.cpu': '100m', 'requests.memory': '128Mi', 'limits.memory': '256Mi' } },
    });
    plainObject(this, 'LimitRange', {
      metadata: { name: 'each', namespace },
      spec: {
        limits: [
          { type: 'Container', defaultRequest: { cpu: '5m', memory: '8Mi' }, default: { cpu: '100m', memory: '16Mi' }, max: { cpu: '200m', memory: '64Mi' } },
        ],
      },
    });
    // A rollout needs room for one pod more than there are.
    new RollingRelease(this, 'web', { name: 'web', namespace, replicas: 2, maxSurge: 1, minReadySeconds: 0, pod: webPod('v1') });
  }
}
