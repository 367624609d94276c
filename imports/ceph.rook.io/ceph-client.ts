import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, boolean, map, object, string } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { cephxKeys } from './cephx';
import { AGE, PHASE, rook } from './kind';
import { OPEN_STATUS, cephxKey, info, observedGeneration } from './status';
import type { CephClientBody, CephClientSpec } from './generated';

export type { CephClientSpec };

const specShape = object(
  {
    caps: map(string(), { preserveUnknownFields: true, description: 'Permissions of the client by daemon type: mon, osd, mds, mgr.' }),
    name: string({ description: 'Name of the client in Ceph. Default: the name of the object.' }),
    removeSecret: boolean({ description: 'Whether the Secret is deleted and the client kept.' }),
    secretName: string({
      rules: immutable('SecretName is immutable and cannot be changed'),
      description: 'Name of the Secret that receives the key. Default: rook-ceph-client-NAME.',
    }),
    security: object({ cephx: cephxKeys('Type and rotation of the key.', {}) }, { doc: 'The key of the client.' }),
  },
  { doc: 'What a client may do.', required: ['caps'] },
);

const spec: Schema<CephClientSpec> = specShape;

/** CephClient as a kind. */
export const cephClient = defineResource<CephClientBody>({
  ...rook,
  kind: 'CephClient',
  plural: 'cephclients',
  shortNames: ['cephcl'],
  schema: object({ spec, status: object({ cephx: cephxKey, info, observedGeneration, phase: string() }, OPEN_STATUS) }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/**
 * A key with which an application speaks to Ceph itself.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/ceph-client-crd/
 */
export class CephClient extends customResource(cephClient) {}
