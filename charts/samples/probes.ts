import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { fileServer } from './small-server';

/** Slow to start, and after that as ready and as healthy as two files say, so that both can be taken away by hand. */
const START = 'sleep 5; touch /www/ready /www/healthy; exec httpd -f -p 8080 -h /www';

const asks = (path: string) => ({ httpGet: { path, port: 'http' }, periodSeconds: 2 });

/**
 * Pods that say how they are: until they have started, nothing else is asked; one that is not ready gets no requests; one that is not healthy is
 * restarted.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class DemoProbes extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new RollingRelease(this, 'web', {
      name: 'web',
      namespace: 'demo-probes',
      replicas: 3,
      pod: {
        container: fileServer({
          command: ['sh', '-c', START],
          // 30 times 2 seconds to start; who has not by then, is restarted.
          startupProbe: { ...asks('/ready'), failureThreshold: 30 },
          readinessProbe: { ...asks('/ready'), failureThreshold: 1 },
          livenessProbe: { ...asks('/healthy'), failureThreshold: 3 },
          volumeMounts: [{ name: 'www', mountPath: '/www' }],
        }),
        volumes: [{ name: 'www', emptyDir: { sizeLimit: '1Mi' } }],
      },
    });
  }
}
