import { tryParseAddress } from '../../cluster/values/cidr';
import { type Form, text, whole } from './form';

/* Names and paths as the API server takes them: each form once, for all fields that have it. */

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const WORD = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

const isLabel = (name: string): boolean => name.length <= 63 && new RegExp(`^${LABEL}$`).test(name);

const isSubdomain = (name: string): boolean => name.length <= 253 && new RegExp(`^${LABEL}(\\.${LABEL})*$`).test(name);

/** Whether a text is the key of a label: a word, or a DNS name, a slash and a word. */
export function isKey(key: string): boolean {
  const [word = '', prefix, ...rest] = key.split('/').reverse();
  return WORD.test(word) && (prefix === undefined || isSubdomain(prefix)) && rest.length === 0;
}

/** A label of DNS: the name of a namespace, a container, a volume. */
export const DNS_LABEL: Form = text(isLabel, 'is not a name', 'use at most 63 lower-case letters, digits and dashes, a letter or digit at both ends');

/** The name of a namespace. */
export const NAMESPACE: Form = { ...DNS_LABEL, problem: 'is not the name of a namespace' };

/** A name of DNS: the name of most objects. */
export const DNS_NAME: Form = text(
  isSubdomain,
  'is not the name of an object',
  'use at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends',
);

/** The key of a label. */
export const KEY: Form = text(
  isKey,
  'is not the key of a label',
  'write a name of at most 63 letters, digits, dashes, dots and underscores, with or without a DNS prefix and a slash',
);

/** The key of an annotation. */
export const ANNOTATION_KEY: Form = { ...KEY, problem: 'is not the key of an annotation', fits: (key) => typeof key === 'string' && isKey(key.toLowerCase()) };

/** The value of a label. */
export const LABEL_VALUE: Form = text(
  (value) => value === '' || WORD.test(value),
  'is not the value of a label',
  'use at most 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends',
);

/**
 * The name of a port of a container, by which Services and probes find it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6335#section-5.1
 */
export const PORT_NAME: Form = text(
  (name) => name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name),
  'is not the name of a port',
  'use at most 15 lower-case letters, digits and dashes, one letter at least, no dash at either end and no two in a row',
);

/** The number of a port. */
export const PORT = whole(1, 65_535);

/** The number or name of a port. */
export const PORT_OR_NAME: Form = {
  fits: (port) => (typeof port === 'number' ? PORT : PORT_NAME).fits(port),
  problem: 'is neither the number nor the name of a port',
  repair: 'give a whole number, from 1 to 65535, or a name of at most 15 lower-case letters, digits and dashes',
};

/** The name of an environment variable: visible ASCII, without the sign that ends it. */
export const VARIABLE: Form = text((name) => /^[ -<>-~]+$/.test(name), 'is not the name of a variable', 'use visible ASCII without =, such as LOG_LEVEL');

/** The key of a ConfigMap or a Secret. */
export const DATA_KEY: Form = text(
  (key) => key.length <= 253 && /^[-.\w]+$/.test(key) && key !== '.' && !key.startsWith('..'),
  'is not the key of a ConfigMap or Secret',
  'use at most 253 letters, digits, dashes, dots and underscores, no two dots at its beginning',
);

/** An address of IPv4 or IPv6. */
export const ADDRESS: Form = text((address) => tryParseAddress(address) !== undefined, 'is not an address', 'give one such as 192.168.0.1 or fd00::1');

const isInside = (path: string): boolean => !path.split('/').includes('..');

/** A path that does not lead up. */
export const PATH: Form = text((path) => isInside(path), 'leads up by ..', 'give the path without ..');

/** A path below a folder. */
export const PATH_BELOW: Form = text(
  (path) => !path.startsWith('/') && isInside(path),
  'is not a path below a folder',
  'leave out the / at its beginning, and ..',
);

/** An absolute path. */
export const ABSOLUTE_PATH: Form = text((path) => path.startsWith('/'), 'is not an absolute path', 'give one that begins with /');
