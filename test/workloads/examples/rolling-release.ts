import type { Construct } from 'constructs';
import { RollingRelease } from '../../../workloads/releases/rolling-release';

/** Three pods, replaced one by one; new files for /tmp, as nothing else can be written to. */
export const example = (scope: Construct): unknown =>
  new RollingRelease(scope, 'web', {
    name: 'web',
    namespace: 'shop',
    replicas: 3,
    maxSurge: 1,
    pod: {
      container: {
        name: 'web',
        image: 'docker.io/library/busybox:1.37.0',
        command: ['httpd', '-f', '-p', '8080', '-h', '/tmp'],
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 2 },
        livenessProbe: { tcpSocket: { port: 'http' }, failureThreshold: 6 },
        resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } },
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      },
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '16Mi' } }],
    },
  });
