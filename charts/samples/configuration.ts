import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../plain-object';
import { RollingRelease } from '../workloads/rolling-release';
import { fileServer } from './small-server';

const namespace = 'demo-configuration';

/** Read once, when a container starts. */
const SETTINGS = { GREETING: 'hello' };

/** Files, which follow the ConfigMap while the container runs. */
const PAGES = { 'index.html': '<h1>The first page</h1>\n' };

/** Writes down what it was started with, and serves that beside the files. */
const START = 'echo "$GREETING" > /www/greeting && exec httpd -f -p 8080 -h /www';

/**
 * A ConfigMap as environment, another one as files, and a Secret that no manifest holds: a command makes it, and the pods run without it until then.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class DemoConfiguration extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    plainObject(this, 'ConfigMap', { metadata: { name: 'settings', namespace }, data: SETTINGS });
    plainObject(this, 'ConfigMap', { metadata: { name: 'pages', namespace }, data: PAGES });
    new RollingRelease(this, 'web', {
      name: 'web',
      namespace,
      replicas: 2,
      pod: {
        // A part of the pods, so that other settings make other pods: a rollout brings them to all.
        annotations: { 'cdk8s-metal/settings': JSON.stringify(SETTINGS) },
        container: fileServer({
          command: ['sh', '-c', START],
          envFrom: [{ configMapRef: { name: 'settings' } }],
          volumeMounts: [
            { name: 'www', mountPath: '/www' },
            { name: 'pages', mountPath: '/www/pages', readOnly: true },
            { name: 'password', mountPath: '/run/secrets/web', readOnly: true },
          ],
        }),
        volumes: [
          { name: 'www', emptyDir: { sizeLimit: '1Mi' } },
          { name: 'pages', configMap: { name: 'pages' } },
          { name: 'password', secret: { secretName: 'web-password', optional: true, defaultMode: 0o440 } },
        ],
      },
    });
  }
}
