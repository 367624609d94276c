import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, boolean, integer, object, string, withFacets } from '../../crd/schema/schema';
import { resources } from '../core/resources';
import { daemonPod, daemonProbe } from './daemon-pod';
import { fileSource, moreFiles } from './file-source';
import { imagePullPolicy } from './image-pull-policy';
import { AGE, PHASE, rook } from './kind';
import { OPEN } from './open';
import { port } from './port';
import { OPEN_STATUS, daemonStatus } from './status';

const files = (description: string) => object({ volumeSource: fileSource }, { description });

const kerberos = object(
  {
    configFiles: files('What becomes /etc/krb5.conf.rook/.'),
    domainName: string({ description: 'The realm.' }),
    keytabFile: files('What becomes /etc/krb5.keytab.'),
    principalName: string({ default: 'nfs', description: 'The service in the name of the principal.' }),
  },
  { nullable: true, description: 'Who is who, and encryption on the wire.' },
);

const sssd = object(
  {
    sidecar: object(
      {
        additionalFiles: moreFiles('Further files, below /etc/sssd/rook-additional/.'),
        debugLevel: integer({ minimum: 0, maximum: 10, description: 'How much it logs; 0 leaves it to sssd.conf.' }),
        image: string({ minLength: 1, description: 'Its image.' }),
        resources: withFacets(resources, { description: 'What it may use, and what is kept free for it.' }),
        sssdConfigFile: files('What becomes /etc/sssd/sssd.conf.'),
      },
      { required: ['image'], description: 'A container beside each server.' },
    ),
  },
  { nullable: true, description: 'SSSD, which looks up users in a directory.' },
);

const server = object(
  {
    ...daemonPod(OPEN),
    active: integer({ description: 'How many servers; each is one of its own, none stands in for another.' }),
    hostNetwork: boolean({ nullable: true, description: "Whether servers are in their nodes' network; as the CephCluster says when left out." }),
    image: string({ minLength: 1, maxLength: 1572864, description: 'An image with NFS-Ganesha; that of the CephCluster when left out.' }),
    imagePullPolicy,
    livenessProbe: withFacets(daemonProbe, { description: 'When a server is restarted.' }),
    logLevel: string({ description: 'Such as NIV_INFO.' }),
    port: port('Where servers listen; 2049 by default.'),
  },
  { required: ['active'], description: 'The servers, NFS-Ganesha.' },
);

const specShape = object(
  {
    rados: object({ namespace: string(), pool: string() }, { nullable: true, description: 'Deprecated; without effect.' }),
    security: object({ kerberos, sssd }, { nullable: true, description: 'Who may do what.' }),
    server,
  },
  { required: ['server'] },
);

/** How many NFS servers there are, and how they run. */
export interface CephNFSSpec extends Static<typeof specShape> {}

const spec: Schema<CephNFSSpec> = specShape;

/** NFS servers as a kind. */
export const cephNFS = defineResource({
  ...rook,
  kind: 'CephNFS',
  plural: 'cephnfses',
  shortNames: ['nfs'],
  schema: object({ spec, status: object(daemonStatus, OPEN_STATUS) }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/**
 * NFS servers that export filesystems of Ceph's.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/ceph-nfs-crd/
 */
export class CephNFS extends customResource(cephNFS) {}
