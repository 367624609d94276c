import type { Construct } from 'constructs';
import { BlueGreenRelease } from '../../../workloads/releases/blue-green-release';
import { webContainer } from '../web';

const version = (tag: string) => ({ container: webContainer({ image: `docker.io/library/busybox:${tag}` }) });

/** Green has the new version and can be tried at web-preview; blue serves until `active` says green. */
export const example = (scope: Construct): unknown =>
  new BlueGreenRelease(scope, 'web', { name: 'web', namespace: 'shop', replicas: 2, blue: version('1.36.1'), green: version('1.37.0'), active: 'blue' });
