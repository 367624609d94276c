import { type Schema, type Static, array, boolean, enumeration, integer, map, object, string } from '../../crd/schema/schema';
import { labels } from '../core/label-selector';
import { secretKeySelector } from '../core/references';
import { resources } from '../core/resources';
import { daemonPod } from './daemon-pod';
import { moreFiles } from './file-source';
import { OPEN } from './open';

const flags = (description: string) => map(string(), { nullable: true, description });

const shape = object({
  ...daemonPod(OPEN),
  additionalVolumeMounts: moreFiles('More files for the gateways, below /var/rgw.'),
  caBundleRef: string({ nullable: true, description: 'The Secret with certificates of authorities to trust, as cabundle.' }),
  dashboardEnabled: boolean({ ...OPEN, description: "Whether Ceph's dashboard shows the store; true by default." }),
  disableMultisiteSyncTraffic: boolean({ description: 'Whether these gateways send nothing to other zones, and serve clients alone.' }),
  externalRgwEndpoints: array(object({ hostname: string({ description: 'Wins over ip.' }), ip: string() }, { mapType: 'atomic' }), {
    nullable: true,
    description: 'Gateways that run elsewhere, instead of new ones.',
  }),
  hostNetwork: boolean({ ...OPEN, description: "Whether the gateways use the nodes' network; as the cluster does when left out." }),
  instances: integer({ format: 'int32', nullable: true, description: 'How many gateways run.' }),
  opsLogSidecar: object({ resources }, { nullable: true, description: 'A container that logs every request.' }),
  port: integer({ format: 'int32', description: 'Where the Service listens for HTTP.' }),
  readAffinity: object(
    { type: enumeration(['localize', 'balance', 'default'], { description: 'The nearest copy, any copy, or the first.' }) },
    { required: ['type'], description: 'Which copy is read.' },
  ),
  rgwCommandFlags: flags('Settings of Ceph for which gateways are started anew; Rook does not check them.'),
  rgwConfig: flags('Settings of Ceph that have effect at once; Rook does not check them.'),
  rgwConfigFromSecret: map(secretKeySelector, { nullable: true, description: 'The same, with values from Secrets.' }),
  securePort: integer({
    format: 'int32',
    minimum: 0,
    maximum: 65535,
    nullable: true,
    description: 'Where the Service listens for HTTPS; needs a certificate.',
  }),
  service: object({ annotations: labels, labels }, { nullable: true, description: 'Annotations and labels of the Service.' }),
  sslCertificateRef: string({ nullable: true, description: 'The Secret with the certificate for HTTPS.' }),
});

/** The daemons that speak S3 and Swift. */
export interface ObjectGateway extends Static<typeof shape> {}

/**
 * The daemons that speak S3 and Swift.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/Object-Storage/ceph-object-store-crd/#gateway-settings
 */
export const objectGateway: Schema<ObjectGateway> = shape;
