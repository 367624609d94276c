import { boolean, object, string, withFacets } from '../../crd/schema/schema';
import { settings } from './open';

/** A server that holds keys, such as Vault. */
export const keyManagement = object({
  connectionDetails: withFacets(settings, { description: 'KMS_PROVIDER and what that provider needs, such as VAULT_ADDR.' }),
  tokenSecretName: string({ description: 'The Secret with the token for the server.' }),
});

/** When the keys that encrypt disks are replaced. */
export const keyRotation = object(
  {
    enabled: boolean({ default: false, description: 'Whether they are replaced at all.' }),
    schedule: string({ description: 'When, in cron notation, such as @weekly.' }),
  },
  { nullable: true, description: 'When the keys of encrypted disks are replaced.' },
);
