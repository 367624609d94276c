import { type Schema, type Static, array, boolean, integer, object, string } from '../../crd/schema/schema';
import { labelSelector, labels } from './label-selector';
import { quantity } from './quantity';

const mode = integer({ format: 'int32', description: 'Permissions of the file as a decimal number, such as 420 for 0644.' });

/** Permissions of all files that say nothing of their own. */
export const defaultMode = integer({ format: 'int32', description: 'Permissions of files as a decimal number. Default: 420 (0644).' });

/** Keys that become files, and the paths of these files. Default: all keys, each as a file with its name. */
export const keyPaths = array(object({ key: string(), mode, path: string() }, { required: ['key', 'path'] }), {
  listType: 'atomic',
  description: 'Keys that become files, and the paths of these files. Default: all keys, each as a file with its name.',
});

/** Keys of a named ConfigMap or Secret; with `optional`, it may be missing. */
export const namedKeys = { items: keyPaths, name: string({ default: '' }), optional: boolean() };

/** Fields of the pod as files (downward API). */
export const podFacts = array(
  object(
    {
      fieldRef: object({ apiVersion: string(), fieldPath: string() }, { required: ['fieldPath'], mapType: 'atomic' }),
      mode,
      path: string(),
      resourceFieldRef: object({ containerName: string(), divisor: quantity, resource: string() }, { required: ['resource'], mapType: 'atomic' }),
    },
    { required: ['path'] },
  ),
  { listType: 'atomic' },
);

const source = object({
  clusterTrustBundle: object({ labelSelector, name: string(), optional: boolean(), path: string(), signerName: string() }, { required: ['path'] }),
  configMap: object(namedKeys, { mapType: 'atomic' }),
  downwardAPI: object({ items: podFacts }),
  podCertificate: object(
    {
      certificateChainPath: string(),
      credentialBundlePath: string(),
      keyPath: string(),
      keyType: string(),
      maxExpirationSeconds: integer({ format: 'int32' }),
      signerName: string(),
      userAnnotations: labels,
    },
    { required: ['keyType', 'signerName'] },
  ),
  secret: object(namedKeys, { mapType: 'atomic' }),
  serviceAccountToken: object({ audience: string(), expirationSeconds: integer({ format: 'int64' }), path: string() }, { required: ['path'] }),
});

const shape = object({ defaultMode, sources: array(source, { listType: 'atomic' }) });

/** Files of several sources in one folder. */
export interface ProjectedVolume extends Static<typeof shape> {}

/**
 * Files of several sources in one folder.
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export const projectedVolume: Schema<ProjectedVolume> = shape;
