import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { fileServer } from './small-server';

const namespace = 'demo-configuration';

/** What `DemoConfiguration` is made from. */
export interface DemoConfigurationProps {
  /** Read once, when a container starts. @default hello */
  readonly greeting?: string;
  /** A file, which follows the ConfigMap while the container runs. @default The first page */
  readonly page?: string;
}

/** Writes down what it was started with, and serves that beside the files. */
const START = 'echo "$GREETING" > /www/greeting && exec httpd -f -p 8080 -h /www';

/**
 * A ConfigMap as environment, another one as files, and a Secret that no manifest holds: a command makes it, and the pods run without it until then.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class DemoConfiguration extends Chart {
  constructor(scope: Construct, id: string, { greeting = 'hello', page = 'The first page' }: DemoConfigurationProps) {
    super(scope, id);
    const settings = { GREETING: greeting };
    plainObject(this, 'ConfigMap', { metadata: { name: 'settings', namespace }, data: settings });
    plainObject(this, 'ConfigMap', { metadata: { name: 'pages', namespace }, data: { 'index.html': `${page}\n` } });
    new RollingRelease(this, 'web', {
      name: 'web',
      namespace,
      replicas: 2,
      pod: {
        // A part of the pods, so that other settings make other pods: a rollout brings them to all.
        annotations: { 'cdk8s-metal/settings': JSON.stringify(settings) },
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
