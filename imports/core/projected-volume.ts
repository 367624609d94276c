import { type Schema, array, boolean, integer, object, string, withFacets } from '../../crd/schema/schema';
import { labelSelector, labels } from './label-selector';
import { quantity } from './quantity';
import type { ProjectedVolume } from './generated';

const mode = integer({ format: 'int32', description: 'Permissions of the file as a decimal number, such as 420 for 0644.' });

/** Permissions of all files that say nothing of their own. */
export const defaultMode = integer({ format: 'int32', description: 'Permissions of files as a decimal number. Default: 420 (0644).' });

/** Keys that become files, and the paths of these files. Default: all keys, each as a file with its name. */
export const keyPaths = array(
  object(
    { key: string({ doc: 'The key whose value becomes a file.' }), mode, path: string({ doc: 'The file, below the folder of the volume.' }) },
    { required: ['key', 'path'], doc: 'A key that becomes a file.' },
  ),
  { listType: 'atomic', description: 'Keys that become files, and the paths of these files. Default: all keys, each as a file with its name.' },
);

/** Keys of a named ConfigMap or Secret; with `optional`, it may be missing. */
export const namedKeys = {
  items: keyPaths,
  name: string({ default: '', doc: 'The name of the object, in the namespace of the pod.' }),
  optional: boolean({ doc: 'Whether the pod starts without the object or key; false by default.' }),
};

/** Fields of the pod as files (downward API). */
export const podFacts = array(
  object(
    {
      fieldRef: object(
        {
          apiVersion: string({ doc: 'The version that fieldPath is written for; v1 when left out.' }),
          fieldPath: string({ doc: 'The field of the pod: metadata.labels, metadata.name and others of metadata.' }),
        },
        { required: ['fieldPath'], mapType: 'atomic', doc: 'A field of the pod.' },
      ),
      mode,
      path: string({ doc: 'The file, below the folder of the volume.' }),
      resourceFieldRef: object(
        {
          containerName: string({ doc: 'The container whose resource is meant.' }),
          divisor: withFacets(quantity, { doc: 'The unit of the number in the file, such as 1Mi; 1 when left out.' }),
          resource: string({ doc: 'The resource: limits.cpu, limits.memory, requests.cpu, requests.memory.' }),
        },
        { required: ['resource'], mapType: 'atomic', doc: 'What a container may use, or what is kept free for it.' },
      ),
    },
    { required: ['path'], doc: 'A file with something that the pod may know of itself.' },
  ),
  { listType: 'atomic', doc: 'What the pod may know of itself, each as a file.' },
);

const source = object({
  clusterTrustBundle: object(
    {
      labelSelector: withFacets(labelSelector, { doc: 'Which bundles of the signer are taken together, by their labels; needs signerName.' }),
      name: string({ doc: 'The one bundle that is meant; not with signerName.' }),
      optional: boolean({ doc: 'Whether the pod starts without a bundle; false by default.' }),
      path: string({ doc: 'The file with the certificates.' }),
      signerName: string({ doc: 'The signer whose bundles are meant; not with name.' }),
    },
    { required: ['path'], doc: 'Certificates that are trusted, out of ClusterTrustBundles.' },
  ),
  configMap: object(namedKeys, { mapType: 'atomic', doc: 'Keys of a ConfigMap.' }),
  downwardAPI: object({ items: podFacts }, { doc: 'What the pod may know of itself.' }),
  podCertificate: object(
    {
      certificateChainPath: string({ doc: 'The file with the certificate chain, where it stands alone.' }),
      credentialBundlePath: string({ doc: 'The file with the private key and the certificate chain, both in one.' }),
      keyPath: string({ doc: 'The file with the private key, where it stands alone.' }),
      keyType: string({ doc: 'The type of the key that the kubelet makes, such as ED25519 or ECDSAP256.' }),
      maxExpirationSeconds: integer({ format: 'int32', doc: 'How long the certificate may be valid at most, in seconds; 86400 when left out.' }),
      signerName: string({ doc: 'Who signs the certificate.' }),
      userAnnotations: withFacets(labels, { doc: 'What the signer is told in addition.' }),
    },
    { required: ['keyType', 'signerName'], doc: "A key of the pod's own and a certificate for it, renewed by the kubelet." },
  ),
  secret: object(namedKeys, { mapType: 'atomic', doc: 'Keys of a Secret.' }),
  serviceAccountToken: object(
    {
      audience: string({ doc: 'For whom the token is good; for the API server when left out.' }),
      expirationSeconds: integer({
        format: 'int64',
        doc: 'How long the token is valid, in seconds: 600 at least, 3600 when left out. The kubelet renews it before.',
      }),
      path: string({ doc: 'The file with the token.' }),
    },
    { required: ['path'], doc: "A token of the pod's service account." },
  ),
});

const shape = object(
  { defaultMode, sources: array(source, { listType: 'atomic', doc: 'The sources of the files; of each item one field.' }) },
  { doc: 'Files of several sources in one folder.' },
);

/**
 * Files of several sources in one folder.
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export const projectedVolume: Schema<ProjectedVolume> = shape;
