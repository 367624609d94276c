import { type Path, type Problem, error } from '../values/problem';
import { isDnsName } from './names';
import { type Rule, repeated } from './rule';

const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

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

function badKey(path: Path, key: string): readonly Problem[] {
  const [name = '', prefix] = key.split('/').reverse();
  const good = NAME.test(name) && (prefix === undefined || isDnsName(prefix)) && key.split('/').length <= 2;
  return good
    ? []
    : [
        {
          ...error(
            path,
            key,
            'is no key',
            'write a name of at most 63 letters, digits, dashes, dots and underscores, with or without a DNS prefix and a slash',
          ),
          onName: true,
        },
      ];
}

function badValue(path: Path, value: string): readonly Problem[] {
  return value === '' || NAME.test(value)
    ? []
    : [error(path, value, 'is no value of a label or taint', 'use at most 63 letters, digits, dashes, dots and underscores')];
}

function forbidden(path: Path, key: string): readonly Problem[] {
  const prefix = key.includes('/') ? (key.split('/')[0] ?? '') : '';
  const kubernetes = /(^|\.)(kubernetes|k8s)\.io$/.test(prefix);
  return !kubernetes || KUBELET_PREFIXES.test(prefix) || KUBELET_LABELS.includes(key)
    ? []
    : [
        {
          ...error(path, undefined, 'is a label that the kubelet may not give itself', 'use a prefix of your own, or label the node with kubectl'),
          onName: true,
        },
      ];
}

/** Labels are such that the API server takes them, and the kubelet may set them itself. */
export const nodeLabels: Rule = ({ nodes }) =>
  nodes.flatMap(({ labels }, index) =>
    Object.entries(labels).flatMap(([key, value]) => {
      const path = ['nodes', index, 'labels', key];
      const wrong = badKey(path, key);
      return [...(wrong.length > 0 ? wrong : forbidden(path, key)), ...badValue(path, value)];
    }),
  );

/** Taints are such that the API server takes them. */
export const nodeTaints: Rule = ({ nodes }) =>
  nodes.flatMap(({ taints }, index) => [
    ...taints.flatMap(({ key, value = '' }, place) => {
      const path = ['nodes', index, 'taints', place];
      return [...badKey([...path, 'key'], key), ...badValue([...path, 'value'], value)];
    }),
    ...repeated([...taints.entries()], ([, { key, effect }]) => `${key}:${effect}`).map(({ value: [place, { key, effect }], first: [other] }) =>
      error(['nodes', index, 'taints', place], `${key}:${effect}`, `is already nodes[${index}].taints[${other}]`, 'keep one of the two'),
    ),
  ]);
