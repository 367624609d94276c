import type { KubernetesObject } from './objects';

const PARTS = ['apiGroups', 'resources', 'resourceNames', 'verbs'] as const;

const textsOf = (rule: object, part: string): readonly string[] | undefined => {
  const value: unknown = Object.entries(rule).find(([key]) => key === part)?.[1];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length === 0 || !value.every((text) => typeof text === 'string'))
    throw new Error(`${part} of a rule is no list of texts: ${JSON.stringify(rule)}`);
  return value;
};

/** Each single thing that a rule grants, as `group resource name verb` or `URL verb`; an error for a rule that says anything else. */
function grantsOf(rule: unknown): readonly string[] {
  if (typeof rule !== 'object' || rule === null) throw new Error(`no rule: ${JSON.stringify(rule)}`);
  const urls = textsOf(rule, 'nonResourceURLs');
  if (urls !== undefined && Object.keys(rule).length === 2) return urls.flatMap((url) => (textsOf(rule, 'verbs') ?? []).map((verb) => `${url} ${verb}`));
  const other = Object.keys(rule).filter((key) => !PARTS.some((part) => part === key));
  if (other.length > 0) throw new Error(`a rule has ${other.join(', ')}, which this comparison does not know`);
  const [groups, resources, names, verbs] = PARTS.map((part) => textsOf(rule, part));
  if (groups === undefined || resources === undefined || verbs === undefined) throw new Error(`a rule lacks a part: ${JSON.stringify(rule)}`);
  return groups.flatMap((group) =>
    resources.flatMap((resource) => (names ?? ['(all names)']).flatMap((name) => verbs.map((verb) => [`'${group}'`, resource, name, verb].join(' ')))),
  );
}

/**
 * The object with its rules, if it has any, as the sorted set of what they grant. Kubernetes adds rules up: neither their order nor how
 * grants are shared out among them means anything, and two objects with the same set grant the same.
 */
export function withGrants(object: KubernetesObject): KubernetesObject {
  const rules = object['rules'];
  return Array.isArray(rules) ? { ...object, rules: [...new Set(rules.flatMap(grantsOf))].sort() } : object;
}
