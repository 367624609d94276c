import type { Construct } from 'constructs';
import { CanaryRelease } from '../../../workloads/releases/canary-release';
import { webContainer } from '../web';

const version = (tag: string) => ({ container: webContainer({ image: `docker.io/library/busybox:${tag}` }) });

/** One canary beside three stable pods gets a quarter of the requests; `step: 1` would make it the next share, `step: 'aborted'` none. */
export const example = (scope: Construct): unknown =>
  new CanaryRelease(scope, 'web', { name: 'web', namespace: 'shop', replicas: 3, stable: version('1.36.1'), canary: version('1.37.0'), step: 0 });
