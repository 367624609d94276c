import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, boolean, integer, object, string, withFacets } from '../../crd/schema/schema';
import { resources } from '../core/resources';
import { daemonPod, daemonProbe } from './daemon-pod';
import { fileSource, moreFiles } from './file-source';
import { imagePullPolicy } from './image-pull-policy';
import { AGE, PHASE, rook } from './kind';
import { OPEN } from './open';
import { port } from './port';
import { OPEN_STATUS, daemonStatus } from './status';
import type { CephNFSBody, CephNFSSpec } from './generated';

export type { CephNFSSpec };

const files = (description: string) => object({ volumeSource: fileSource }, { description });

const kerberos = object(
  {
    configFiles: files('Source of the files in /etc/krb5.conf.rook/.'),
    domainName: string({ description: 'Kerberos realm.' }),
    keytabFile: files('Source of /etc/krb5.keytab.'),
    principalName: string({ default: 'nfs', description: 'Service part of the Kerberos principal. Default: nfs.' }),
  },
  { nullable: true, description: 'Kerberos, for authentication and encryption.' },
);

const sssd = object(
  {
    sidecar: object(
      {
        additionalFiles: moreFiles('Additional files below /etc/sssd/rook-additional/.'),
        debugLevel: integer({ minimum: 0, maximum: 10, description: 'Debug level; 0: the level in sssd.conf.' }),
        image: string({ minLength: 1, description: 'Image with SSSD.' }),
        resources: withFacets(resources, { description: 'Resource requests and limits.' }),
        sssdConfigFile: files('Source of /etc/sssd/sssd.conf.'),
      },
      { required: ['image'], description: 'SSSD in a sidecar of each server.' },
    ),
  },
  { nullable: true, description: 'SSSD, which looks up users in a directory service.' },
);

const server = object(
  {
    ...daemonPod(OPEN),
    active: integer({ description: 'Number of servers. Each is independent; there is no failover between them.' }),
    hostNetwork: boolean({ nullable: true, description: 'Whether servers use the network of their node. Default: as in the CephCluster.' }),
    image: string({ minLength: 1, maxLength: 1572864, description: 'Image with NFS-Ganesha. Default: the image of the CephCluster.' }),
    imagePullPolicy,
    livenessProbe: withFacets(daemonProbe, { description: 'Liveness probe.' }),
    logLevel: string({ description: 'Log level of NFS-Ganesha, such as NIV_INFO.' }),
    port: port('Port of the servers. Default: 2049.'),
  },
  { required: ['active'], description: 'NFS-Ganesha servers.' },
);

const specShape = object(
  {
    rados: object(
      { namespace: string({ doc: 'Deprecated; without effect.' }), pool: string({ doc: 'Deprecated; without effect.' }) },
      { nullable: true, description: 'Deprecated; without effect.' },
    ),
    security: object({ kerberos, sssd }, { nullable: true, description: 'Authentication and user lookup.' }),
    server,
  },
  { doc: 'How many NFS servers there are, and how they run.', required: ['server'] },
);

const spec: Schema<CephNFSSpec> = specShape;

/** NFS servers as a kind. */
export const cephNFS = defineResource<CephNFSBody>({
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
 * @see https://rook.io/docs/rook/latest-release/CRDs/ceph-nfs-crd/
 */
export class CephNFS extends customResource(cephNFS) {}
