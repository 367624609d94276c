import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, boolean, map, object, string } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { cephxKeys } from './cephx';
import { AGE, PHASE, rook } from './kind';
import { OPEN_STATUS, cephxKey, info, observedGeneration } from './status';

const specShape = object(
  {
    caps: map(string(), { preserveUnknownFields: true, description: 'What the client may do, by daemon: mon, osd, mds, mgr.' }),
    name: string({ description: 'What the client is called in Ceph; as the object is when left out.' }),
    removeSecret: boolean({ description: 'Whether the Secret is deleted while the client lives on.' }),
    secretName: string({
      rules: immutable('SecretName is immutable and cannot be changed'),
      description: 'The Secret that gets the key; rook-ceph-client-NAME when left out.',
    }),
    security: object({ cephx: cephxKeys('How the key is made, and whether it is renewed.', {}) }),
  },
  { required: ['caps'] },
);

/** What a client may do. */
export interface CephClientSpec extends Static<typeof specShape> {}

const spec: Schema<CephClientSpec> = specShape;

/** CephClient as a kind. */
export const cephClient = defineResource({
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
 * @see https://rook.io/docs/rook/v1.20/CRDs/ceph-client-crd/
 */
export class CephClient extends customResource(cephClient) {}
