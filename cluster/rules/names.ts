import { tryParseAddress } from '../values/cidr';
import { type Path, type Problem, error } from '../values/problem';
import { type Rule, repeated } from './rule';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** RFC 1123: one label of lower-case letters, digits and dashes. */
export const isLabel = (name: string): boolean => LABEL.test(name);

/** RFC 1123: labels of lower-case letters, digits and dashes, joined by dots. */
export const isDnsName = (name: string): boolean => name.length <= 253 && name.split('.').every(isLabel);

const HINT = 'use lower-case letters, digits and dashes, at most 63 between dots, and begin and end with a letter or digit';

const misnamed = (path: Path, name: string, good: boolean, what: string): readonly Problem[] => (good ? [] : [error(path, name, `is no ${what}`, HINT)]);

/** Machines, cluster, domain and endpoint have names that DNS and Kubernetes take. */
export const names: Rule = ({ name, network, controlPlane, nodes }) => [
  ...misnamed(['name'], name, isLabel(name), 'RFC 1123 label'),
  ...misnamed(['network', 'dnsDomain'], network.dnsDomain, isDnsName(network.dnsDomain), 'DNS domain'),
  ...nodes.flatMap((node, index) => misnamed(['nodes', index, 'name'], node.name, isDnsName(node.name), 'RFC 1123 host name')),
  ...controlPlane.certSANs.flatMap((san, index) =>
    misnamed(['controlPlane', 'certSANs', index], san, isDnsName(san.replace(/^\*\./, '')) || tryParseAddress(san) !== undefined, 'DNS name or address'),
  ),
];

/** No two machines have one name. */
export const duplicateName: Rule = ({ nodes }) =>
  repeated([...nodes.entries()], ([, node]) => node.name.toLowerCase()).map(({ value: [index, node], first: [other] }) =>
    error(['nodes', index, 'name'], node.name, `is already the name of nodes[${other}]`, 'give each machine its own name'),
  );
