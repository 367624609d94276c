import type { Construct } from 'constructs';
import { clusterSpec, placementIn } from '../../../workloads/places/placement-in';
import { RollingRelease } from '../../../workloads/releases/rolling-release';
import { webContainer } from '../web';

/** For `defineCluster` as well; a label or taint that is not in it does not compile below. */
const home = clusterSpec({
  nodes: [
    { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
    { name: 'desktop-2', address: '192.168.0.12', labels: { room: 'attic', disk: 'nvme' } },
    { name: 'mini-1', address: '192.168.0.21', labels: { room: 'cellar' }, taints: [{ key: 'dedicated', value: 'media', effect: 'NoSchedule' }] },
  ],
});

const { keepApart, keepTogether, onNodesWith, spreadAcross, tolerate } = placementIn(home);

/** In both rooms, on a fast disk if there is one, never two on a machine, near the cache. */
export const example = (scope: Construct): unknown =>
  new RollingRelease(scope, 'web', {
    name: 'web',
    namespace: 'shop',
    replicas: 2,
    pod: {
      container: webContainer(),
      placement: [
        onNodesWith({ room: ['attic', 'cellar'] }),
        onNodesWith({ disk: 'nvme' }, { preferred: 50 }),
        spreadAcross('room'),
        keepApart(),
        keepTogether({ 'app.kubernetes.io/name': 'cache' }, { over: 'room', preferred: 10 }),
        tolerate({ key: 'dedicated', value: 'media', effect: 'NoSchedule' }),
      ],
    },
  });
