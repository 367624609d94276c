import { type Schema, array, boolean, object, string, withFacets } from '../../crd/schema/schema';
import { keyManagement, keyRotation } from './key-management';
import type { ObjectSecurity } from './generated';

const suites = (description: string) => array(string(), { minItems: 0, maxItems: 1000, description });
const version = (isOn: boolean) => boolean({ description: `Whether this version is allowed. Default: ${isOn}.` });

const shape = object(
  {
    cipherSuites: suites('Cipher suites of TLS 1.3, as OpenSSL names them.'),
    ciphers: suites('Ciphers of TLS 1.2 and older, as OpenSSL names them.'),
    keyRotation,
    kms: withFacets(keyManagement, { nullable: true, description: 'Key server for objects that clients encrypt with keys of their choice (SSE-KMS).' }),
    s3: withFacets(keyManagement, { nullable: true, description: 'Key server for objects that the store encrypts itself (SSE-S3).' }),
    sslOptions: object(
      {
        defaultWorkarounds: boolean({ doc: 'Whether OpenSSL works around errors of clients.' }),
        noCompression: boolean({ doc: 'Whether nothing is compressed.' }),
        singleDiffieHellmanUse: boolean({ doc: 'Whether each connection has a new key for its exchange of keys.' }),
        sslv2: version(false),
        sslv3: version(false),
        tlsv1_0: version(false),
        tlsv1_1: version(false),
        tlsv1_2: version(true),
      },
      { description: 'Options of OpenSSL and allowed versions of TLS.' },
    ),
    tlsGroups: array(string(), { description: 'Curves and groups for the key exchange, as OpenSSL names them.' }),
  },
  { doc: 'Encryption of an object store.' },
);

/** Encryption of an object store: objects and connections. */
export const objectSecurity: Schema<ObjectSecurity> = shape;
