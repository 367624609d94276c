import type { Construct } from 'constructs';
import { StaticVolumeClaim } from '../../../workloads/claims/static-volume-claim';
import { DurableVolumeClaim, ScratchVolumeClaim } from '../../../workloads/claims/volume-claim';
import { RollingRelease } from '../../../workloads/releases/rolling-release';
import { webContainer } from '../web';

/** A web server whose uploads stay when everything here is deleted, whose cache does not, and which shows films of the house's file server. */
export function example(scope: Construct): void {
  const namespace = 'shop';
  const uploads = new DurableVolumeClaim(scope, 'uploads', {
    name: 'uploads',
    namespace,
    size: '10Gi',
    storageClass: 'rook-cephfs-retain',
    accessMode: 'ReadWriteMany',
  });
  const cache = new ScratchVolumeClaim(scope, 'cache', { name: 'cache', namespace, size: '1Gi', storageClass: 'rook-cephfs', accessMode: 'ReadWriteMany' });
  const films = new StaticVolumeClaim(scope, 'films', {
    name: 'films',
    namespace,
    size: '1Ti',
    accessMode: 'ReadOnlyMany',
    source: { nfs: { server: '192.168.0.5', path: '/export/films', readOnly: true } },
  });
  new RollingRelease(scope, 'web', {
    name: 'web',
    namespace,
    replicas: 2,
    pod: {
      container: webContainer({
        volumeMounts: [
          { name: 'uploads', mountPath: '/www/uploads' },
          { name: 'cache', mountPath: '/tmp' },
          { name: 'films', mountPath: '/www/films', readOnly: true },
        ],
      }),
      volumes: [uploads.volume('uploads'), cache.volume('cache'), films.volume('films')],
    },
  });
}
