import type { Draft } from '../model/draft';
import { type Path, at, error, nameError } from '../values/problem';
import { isDnsName } from './names';
import { type Problems, repeated } from './rule';

const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

function isKey(key: string): boolean {
  const [name = '', prefix, ...rest] = key.split('/').reverse();
  return NAME.test(name) && (prefix === undefined || isDnsName(prefix)) && rest.length === 0;
}

const isValue = (value: string): boolean => value === '' || NAME.test(value);

const KEY_REPAIR = 'write a name of at most 63 letters, digits, dashes, dots and underscores, with or without a DNS prefix and a slash';

const VALUE_REPAIR = 'use at most 63 letters, digits, dashes, dots and underscores';

/** Prefixes that the kubelet may set labels under although they belong to Kubernetes. */
const KUBELET_PREFIXES = /(^|\.)(kubelet|node)\.kubernetes\.io$/;

const KUBELET_LABELS: readonly string[] = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'kubernetes.io/arch',
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'node.kubernetes.io/instance-type',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
];

/** Whether the API server refuses a label that the kubelet gives its own node. */
function isRestricted(key: string): boolean {
  const prefix = key.includes('/') ? (key.split('/')[0] ?? '') : '';
  return /(^|\.)(kubernetes|k8s)\.io$/.test(prefix) && !KUBELET_PREFIXES.test(prefix) && !KUBELET_LABELS.includes(key);
}

/** What the API server would refuse of labels. */
export function* labelProblems(path: Path, labels: Readonly<Record<string, string>>): Problems {
  for (const [key, value] of Object.entries(labels)) {
    if (!isKey(key)) yield nameError(at(path, key), 'is not a label key', KEY_REPAIR);
    if (!isValue(value)) yield error(at(path, key), value, 'is not a label value', VALUE_REPAIR);
  }
}

/** The API server takes the labels, and the kubelet may set them itself. */
export function* nodeLabels({ nodes }: Draft): Problems {
  for (const [index, { labels }] of nodes.entries()) {
    const path = ['nodes', index, 'labels'];
    yield* labelProblems(path, labels);
    for (const key of Object.keys(labels)) {
      if (!isKey(key) || !isRestricted(key)) continue;
      yield nameError(at(path, key), 'is a label that the kubelet may not set on its own node', 'use a prefix of your own, or label the node with kubectl');
    }
  }
}

/** The API server takes the taints. */
export function* nodeTaints({ nodes }: Draft): Problems {
  for (const [index, { taints }] of nodes.entries()) {
    for (const [place, { key, value = '' }] of taints.entries()) {
      if (!isKey(key)) yield error(['nodes', index, 'taints', place, 'key'], key, 'is not a taint key', KEY_REPAIR);
      if (!isValue(value)) yield error(['nodes', index, 'taints', place, 'value'], value, 'is not a taint value', VALUE_REPAIR);
    }
    for (const { value, first } of repeated(taints.entries(), ([, { key, effect }]) => `${key}:${effect}`)) {
      const [place, { key, effect }] = value;
      yield error(['nodes', index, 'taints', place], `${key}:${effect}`, `is already nodes[${index}].taints[${first[0]}]`, 'keep one of the two');
    }
  }
}
