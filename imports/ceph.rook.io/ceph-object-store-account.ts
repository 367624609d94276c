import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, boolean, object, string } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { AGE, PHASE, rook } from './kind';
import { observedGeneration } from './status';
import type { CephObjectStoreAccountBody, CephObjectStoreAccountSpec } from './generated';

export type { CephObjectStoreAccountSpec };

const ID = { minLength: 20, maxLength: 20 } as const;

/** What an account may be called. */
export const accountName = (description: string) => string({ minLength: 1, maxLength: 2048, pattern: '^[a-zA-Z0-9 ._-]+$', description });

const specShape = object(
  {
    accountID: string({
      ...ID,
      pattern: '^RGW\\d{17}$',
      rules: immutable('accountID is immutable'),
      description: 'ID of the account: RGW and 17 digits. Default: generated.',
    }),
    name: accountName('Name of the account in Ceph. Default: the name of the object.'),
    rootUser: object(
      {
        displayName: string({ minLength: 1, maxLength: 64, pattern: '^[\\w+=,.@-]+$', doc: 'What the user is called for people.' }),
        skipCreate: boolean({ description: 'Whether no root user is created.' }),
      },
      { description: 'Root user of the account.' },
    ),
    store: string({ minLength: 1, maxLength: 253, rules: immutable('store is immutable'), description: 'Name of the CephObjectStore.' }),
  },
  { doc: 'Which object store an account is in.', required: ['store'] },
);

const spec: Schema<CephObjectStoreAccountSpec> = specShape;

/** CephObjectStoreAccount as a kind. */
export const cephObjectStoreAccount = defineResource<CephObjectStoreAccountBody>({
  ...rook,
  kind: 'CephObjectStoreAccount',
  plural: 'cephobjectstoreaccounts',
  schema: object(
    { spec, status: object({ accountID: string(ID), observedGeneration, phase: string(), rootAccountSecretName: string({ minLength: 1, maxLength: 253 }) }) },
    { required: ['spec'] },
  ),
  columns: [PHASE, AGE],
});

/**
 * Users of an object store that own their buckets together.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-store-account-crd/
 */
export class CephObjectStoreAccount extends customResource(cephObjectStoreAccount) {}
