import type { Construct } from 'constructs';
import { CanaryRelease } from '../../../workloads/releases/canary-release';
import { webContainer } from '../web';

const version = (tag: string) => ({ container: webContainer({ image: `docker.io/library/busybox:${tag}` }) });

/** The gateway `home` gives the canary exactly 5 of 100 requests, whatever the number of pods. */
export const example = (scope: Construct): unknown =>
  new CanaryRelease(scope, 'web', {
    name: 'web',
    namespace: 'shop',
    replicas: 3,
    stable: version('1.36.1'),
    canary: version('1.37.0'),
    traffic: { byRoute: { parentRefs: [{ name: 'home', namespace: 'gateway' }], hostnames: ['shop.home.arpa'], installed: true } },
    steps: [
      { stable: 100, canary: 0 },
      { stable: 95, canary: 5 },
      { stable: 50, canary: 50 },
    ],
    step: 1,
  });
