import { type Schema, array, boolean, enumeration, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { labels } from '../core/label-selector';
import { secretKeySelector } from '../core/references';
import { resources } from '../core/resources';
import { daemonPod } from './daemon-pod';
import { moreFiles } from './file-source';
import { OPEN } from './open';
import type { ObjectGateway } from './generated';

const flags = (description: string) => map(string(), { nullable: true, description });

const shape = object(
  {
    ...daemonPod(OPEN),
    additionalVolumeMounts: moreFiles('Additional files for the gateways below /var/rgw.'),
    caBundleRef: string({ nullable: true, description: 'Name of the Secret with certificates of trusted authorities, in the key cabundle.' }),
    dashboardEnabled: boolean({ ...OPEN, description: "Whether Ceph's dashboard shows the store. Default: true." }),
    disableMultisiteSyncTraffic: boolean({ description: 'Whether these gateways serve clients only and do not take part in replication to other zones.' }),
    externalRgwEndpoints: array(
      object(
        { hostname: string({ description: 'Host name; takes precedence over ip.' }), ip: string({ doc: 'Address of the gateway.' }) },
        { mapType: 'atomic' },
      ),
      { nullable: true, description: 'Addresses of external gateways, instead of new ones.' },
    ),
    hostNetwork: boolean({ ...OPEN, description: 'Whether gateways use the network of their node. Default: as in the CephCluster.' }),
    instances: integer({ format: 'int32', nullable: true, description: 'Number of gateways.' }),
    opsLogSidecar: object({ resources }, { nullable: true, description: 'Sidecar that logs every request.' }),
    port: integer({ format: 'int32', description: 'HTTP port of the Service.' }),
    readAffinity: object(
      { type: enumeration(['localize', 'balance', 'default'], { description: 'localize: the nearest copy; balance: any copy; default: the primary copy.' }) },
      { required: ['type'], description: 'Choice of the copy that is read.' },
    ),
    rgwCommandFlags: flags('Settings of Ceph as command line flags, which restart the gateways; Rook does not validate them.'),
    rgwConfig: flags('Settings of Ceph that apply without a restart; Rook does not validate them.'),
    rgwConfigFromSecret: map(secretKeySelector, { nullable: true, description: 'Settings of the gateways, with values from Secrets.' }),
    securePort: integer({ format: 'int32', minimum: 0, maximum: 65535, nullable: true, description: 'HTTPS port of the Service; needs a certificate.' }),
    service: object(
      { annotations: withFacets(labels, { doc: 'Annotations of the Service.' }), labels: withFacets(labels, { doc: 'Labels of the Service.' }) },
      { nullable: true, description: 'Annotations and labels of the Service.' },
    ),
    sslCertificateRef: string({ nullable: true, description: 'Name of the Secret with the certificate for HTTPS.' }),
  },
  { doc: 'The daemons that speak S3 and Swift.' },
);

/**
 * The daemons that speak S3 and Swift.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-store-crd/#gateway-settings
 */
export const objectGateway: Schema<ObjectGateway> = shape;
