import { type Schema, enumeration, integer, object } from '../../crd/schema/schema';

/** The cipher of a key, as Ceph names it. */
export const cephxKeyType = enumeration(['aes', 'aes256k'], {
  minLength: 3,
  maxLength: 7,
  description: 'Cipher of the keys; aes256k needs Linux 7.0 on nodes whose kernel mounts volumes.',
});

const settings = {
  keyGeneration: integer({
    format: 'int64',
    minimum: 0,
    maximum: 4294967295,
    description: 'With the policy KeyGeneration: a number above the current one causes a rotation.',
    rules: [{ rule: 'self >= oldSelf', message: 'keyGeneration cannot be decreased' }],
  }),
  keyRotationPolicy: enumeration(['', 'Disabled', 'KeyGeneration'], { description: 'When keys are rotated. Default: Disabled, never.' }),
  keyType: cephxKeyType,
};

/** Type and rotation of keys; `more` is the fields that only some of them have. */
export const cephxKeys = <const P extends Readonly<Record<string, Schema<unknown>>>>(description: string, more: P) =>
  object(
    { ...more, ...settings },
    { description, rules: [{ rule: '!has(oldSelf.keyGeneration) || has(self.keyGeneration)', message: 'keyGeneration cannot be removed once set' }] },
  );
