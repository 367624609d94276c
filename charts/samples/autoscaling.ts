import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { podTemplate } from '../../workloads/pods/pod';
import { fileServer } from './small-server';

const metadata = { name: 'web', namespace: 'demo-autoscaling' };
const matchLabels = { app: 'web' };

/** Each request of /cgi-bin/work costs some processor time. */
const WORK = `#!/bin/sh
count=0
while [ "$count" -lt 200000 ]; do count=$((count + 1)); done
printf 'Content-Type: text/plain\\n\\ncounted to %d\\n' "$count"
`;

/**
 * As many pods as their processors need, between two and five. It counts what metrics-server measures, which is an addition of its own.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
 */
export class DemoAutoscaling extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    plainObject(this, 'ConfigMap', { metadata, data: { work: WORK } });
    const template = podTemplate(
      {
        container: fileServer({
          resources: { requests: { cpu: '100m', memory: '16Mi' }, limits: { cpu: '500m', memory: '32Mi' } },
          volumeMounts: [{ name: 'work', mountPath: '/www/cgi-bin', readOnly: true }],
        }),
        volumes: [{ name: 'work', configMap: { name: 'web', defaultMode: 0o555 } }],
      },
      matchLabels,
    );
    // No replicas: whoever applies this again would take back what the autoscaler has set.
    plainObject(this, 'Deployment', { metadata, spec: { selector: { matchLabels }, template } });
    plainObject(this, 'Service', { metadata, spec: { selector: matchLabels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } });
    plainObject(this, 'HorizontalPodAutoscaler', {
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
      },
    });
  }
}
