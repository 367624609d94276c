import { boolean, object, string, withFacets } from '../../crd/schema/schema';
import { settings } from './open';

/** A server that holds keys, such as Vault. */
export const keyManagement = object(
  {
    connectionDetails: withFacets(settings, { description: 'KMS_PROVIDER and the settings of that provider, such as VAULT_ADDR.' }),
    tokenSecretName: string({ description: 'Name of the Secret with the token for the server.' }),
  },
  { doc: 'A server that holds keys, such as Vault.' },
);

/** When the keys that encrypt disks are replaced. */
export const keyRotation = object(
  {
    enabled: boolean({ default: false, description: 'Whether the keys are rotated.' }),
    schedule: string({ description: 'Schedule in cron notation, such as @weekly.' }),
  },
  { nullable: true, description: 'Rotation of the keys of encrypted disks.' },
);
