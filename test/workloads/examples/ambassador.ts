import type { Construct } from 'constructs';
import { Ambassador } from '../../../workloads/companions/ambassador';
import { RollingRelease } from '../../../workloads/releases/rolling-release';
import { webContainer } from '../web';

/** Stands for a cache in the house; only the containers of the pod reach it. */
const cache = new Ambassador({
  name: 'cache',
  image: 'docker.io/library/busybox:1.37.0',
  localPort: 6379,
  remote: { host: 'redis.home.arpa', port: 6379 },
  command: ['nc', '-lk', '-s', '127.0.0.1', '-p', '$(LOCAL_PORT)', '-e', 'nc', '$(REMOTE_HOST)', '$(REMOTE_PORT)'],
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
});

/** The web server asks the address of the ambassador, and does not know where the cache is. */
export const example = (scope: Construct): unknown =>
  new RollingRelease(scope, 'web', {
    name: 'web',
    namespace: 'shop',
    replicas: 2,
    pod: { container: webContainer({ env: [{ name: 'CACHE', value: cache.address }] }), beside: [cache] },
  });
