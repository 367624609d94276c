/**
 * Labels of the samples' namespaces: the API server refuses a pod there that asks for more than Pod Security `restricted` allows.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' } as const;
