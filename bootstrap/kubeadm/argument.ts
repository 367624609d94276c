/**
 * A flag of a component.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-Arg
 */
export interface Argument {
  /** Without leading dashes. */
  readonly name: string;
  /** As the flag takes it, whatever its type. */
  readonly value: string;
}

/** The flags as kubeadm's list, sorted by name. */
export const argumentList = (flags: Readonly<Record<string, string>>): readonly Argument[] =>
  Object.keys(flags)
    .sort()
    .map((name) => ({ name, value: flags[name] ?? '' }));
