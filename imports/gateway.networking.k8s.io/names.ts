import { integer, string } from '../../crd/schema/schema';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const PATH_CHARACTERS = "[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+";

/** Pattern of a type of address or the name of a controller: a domain, a slash and a path. */
export const DOMAIN_AND_PATH = `${SUBDOMAIN}\\/${PATH_CHARACTERS}`;

const group = { maxLength: 253, pattern: `^$|^${SUBDOMAIN}$` };
const kind = { minLength: 1, maxLength: 63, pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$' };

/** Group of an object; empty for Kubernetes' own core. */
export const objectGroup = string({ ...group, doc: 'The API group of the object; empty for the core group.' });

/** The same with what it is when left out. */
export const groupOr = (left: string) => string({ ...group, default: left, doc: 'The API group of the object; empty for the core group.' });

/** Kind of an object. */
export const objectKind = string({ ...kind, doc: 'The kind of the object.' });

/** The same with what it is when left out. */
export const kindOr = (left: string) => string({ ...kind, default: left, doc: 'The kind of the object.' });

/** Name of an object. */
export const objectName = string({ minLength: 1, maxLength: 253, doc: 'The name of the object.' });

/** Namespace of an object; where a reference leaves it out, that of the object which refers. */
export const namespace = string({
  minLength: 1,
  maxLength: 63,
  pattern: `^${LABEL}$`,
  doc: 'The namespace of the object; the one of the object that refers, when left out.',
});

/** Name of a part of an object, such as a listener. */
export const sectionName = (description: string) => string({ minLength: 1, maxLength: 253, pattern: `^${SUBDOMAIN}$`, description });

/** A host name; the leftmost label may be a star. */
export const hostname = (description?: string) =>
  string({ minLength: 1, maxLength: 253, pattern: `^(\\*\\.)?${SUBDOMAIN}$`, ...(description !== undefined && { description }) });

/** A host name without a star. */
export const preciseHostname = (description: string) => string({ minLength: 1, maxLength: 253, pattern: `^${SUBDOMAIN}$`, description });

/** A port. */
export const port = (description?: string) => integer({ format: 'int32', minimum: 1, maximum: 65535, ...(description !== undefined && { description }) });

/** Pattern of the name of a controller. */
export const controllerName = { minLength: 1, maxLength: 253, pattern: `^${DOMAIN_AND_PATH}$` };
