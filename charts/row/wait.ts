/** What must come true before the next chart is applied; `kubectl apply -f dist/` does without. */
export interface Wait {
  /** What comes true, as the rest of a sentence: `the operator is available`. */
  readonly title: string;
  /** The words of the kubectl command that succeeds when it is true; none has white space in it. */
  readonly until: readonly string[];
  /** How long that may take: minutes on slow machines that load images through a thin line. */
  readonly seconds: number;
  /** The words of the kubectl command that shows what is missing. */
  readonly show: readonly string[];
  /**
   * Whether, besides, each machine must have as many OSDs up and in as the cluster gives it: Rook calls a cluster ready that has none.
   * @default false
   */
  readonly osds?: boolean;
}

const MINUTES = 60;

/** Whatever runs in a namespace is what one looks at when something does not come up. */
const podsOf = (namespace: string): readonly string[] => ['get', 'pods', '--namespace', namespace, '--output', 'wide'];

/** All replicas of a Deployment answer. */
export const available = (namespace: string, name: string): Wait => ({
  title: `deployment ${namespace}/${name} is available`,
  until: ['wait', '--for=condition=Available', `deployment/${name}`, '--namespace', namespace],
  seconds: 20 * MINUTES,
  show: podsOf(namespace),
});

/** A pod of a DaemonSet is ready on every machine that it is for. */
export const everywhere = (namespace: string, name: string): Wait => ({
  title: `daemonset ${namespace}/${name} is ready on all machines`,
  until: ['rollout', 'status', `daemonset/${name}`, '--namespace', namespace],
  seconds: 20 * MINUTES,
  show: podsOf(namespace),
});

/** A kind that an operator brings can be used. */
export const established = (definition: string): Wait => ({
  title: `the kind ${definition} is known`,
  until: ['wait', '--for=condition=Established', `customresourcedefinition/${definition}`],
  seconds: 5 * MINUTES,
  show: ['get', 'customresourcedefinitions'],
});

/** A part of Calico does what it was asked for, in the words of its operator. */
export const calicoHas = (part: string): Wait => ({
  title: `calico's ${part} is available`,
  until: ['wait', '--for=condition=Available', `tigerastatus/${part}`],
  seconds: 20 * MINUTES,
  show: ['describe', `tigerastatus/${part}`],
});

/** Definitions that were applied can be used: those of all kinds, because naming them would load them. */
export const ALL_ESTABLISHED: Wait = {
  title: 'all kinds are known',
  until: ['wait', '--for=condition=Established', 'customresourcedefinitions', '--all'],
  seconds: 5 * MINUTES,
  show: ['get', 'customresourcedefinitions'],
};

/** What Rook was asked for is there, in its own words; that can take all of its images and a start of Ceph. */
export const rookHas = (title: string, namespace: string, objects: readonly string[]): Wait => ({
  title,
  until: ['wait', '--for=jsonpath={.status.phase}=Ready', ...objects, '--namespace', namespace],
  seconds: 60 * MINUTES,
  show: podsOf(namespace),
});

/** With a network, machines become Ready, and what waited for it starts: the cluster's DNS first. */
export const NETWORK_WORKS: readonly Wait[] = [
  { title: 'all machines are Ready', until: ['wait', '--for=condition=Ready', 'nodes', '--all'], seconds: 15 * MINUTES, show: ['get', 'nodes'] },
  available('kube-system', 'coredns'),
];
