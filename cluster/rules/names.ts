import type { Draft } from '../model/draft';
import { tryParseAddress } from '../values/cidr';
import { error } from '../values/problem';
import { type Problems, repeated } from './rule';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** RFC 1123: one label of lower-case letters, digits and dashes. */
export const isLabel = (name: string): boolean => LABEL.test(name);

/** RFC 1123: labels of lower-case letters, digits and dashes, joined by dots. */
export const isDnsName = (name: string): boolean => name.length <= 253 && name.split('.').every(isLabel);

/** A DNS name whose first label may be `*`, or an address: what a certificate may carry. */
const isSubjectName = (name: string): boolean => isDnsName(name.replace(/^\*\./, '')) || tryParseAddress(name) !== undefined;

const REPAIR = 'use lower-case letters, digits and dashes, at most 63 between dots, and begin and end with a letter or digit';

/** Names of the cluster, its domain, its machines and its certificate are valid for DNS and Kubernetes. */
export function* names({ name, network: { dnsDomain }, controlPlane: { certSANs }, nodes }: Draft): Problems {
  if (!isLabel(name)) yield error(['name'], name, 'is not an RFC 1123 label', REPAIR);
  if (!isDnsName(dnsDomain)) yield error(['network', 'dnsDomain'], dnsDomain, 'is not a DNS domain', REPAIR);
  for (const [index, node] of nodes.entries())
    if (!isDnsName(node.name)) yield error(['nodes', index, 'name'], node.name, 'is not an RFC 1123 host name', REPAIR);
  for (const [index, san] of certSANs.entries())
    if (!isSubjectName(san)) yield error(['controlPlane', 'certSANs', index], san, 'is not a DNS name or address', REPAIR);
}

/** No two machines have one name. */
export function* duplicateName({ nodes }: Draft): Problems {
  for (const { value, first } of repeated(nodes.entries(), ([, { name }]) => name.toLowerCase()))
    yield error(['nodes', value[0], 'name'], value[1].name, `is already the name of nodes[${first[0]}]`, 'give each machine its own name');
}
