import type { KubernetesObject } from '../../charts/objects';
import type { SimulatedCluster } from '../simulated-cluster';

/* What the tests of the samples ask of objects that the API server gives. */

/** The pods of a namespace. */
export const podsIn = (namespace: string): string => `/api/v1/namespaces/${namespace}/pods`;

/** The Deployments of a namespace. */
export const deploymentsIn = (namespace: string): string => `/apis/apps/v1/namespaces/${namespace}/deployments`;

interface DeploymentStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
}

const statusOf = ({ status }: KubernetesObject): DeploymentStatus => status ?? {};

/** How many pods of a Deployment are available. */
export const available = (deployment: KubernetesObject): number => statusOf(deployment).availableReplicas ?? 0;

/** Whether all pods of a Deployment are there, available, and of the newest version. */
export function isRolledOut(deployment: KubernetesObject): boolean {
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = statusOf(deployment);
  const wanted = (deployment['spec'] as { readonly replicas: number }).replicas;
  const { generation = 0 } = deployment.metadata as { readonly generation?: number };
  return observedGeneration >= generation && [replicas, updatedReplicas, availableReplicas].every((count) => count === wanted);
}

interface PodSpec {
  /** @default none: it waits for a machine */
  readonly nodeName?: string;
  readonly containers: readonly { readonly env?: readonly { readonly name: string; readonly value: string }[] }[];
}

/** The machine of a pod; `nowhere` while it waits. */
export const machineOf = ({ spec }: KubernetesObject): string => (spec as PodSpec).nodeName ?? 'nowhere';

/** What a pod of the samples answers. */
export const versionOf = ({ spec }: KubernetesObject): string =>
  (spec as PodSpec).containers.flatMap(({ env = [] }) => env).find(({ name }) => name === 'VERSION')?.value ?? 'none';

/** Waits until a Deployment is rolled out and no old pod is left. */
export const settled = (cluster: SimulatedCluster, namespace: string, name: string): Promise<true> =>
  cluster.until(`deployment ${name} in ${namespace} is rolled out`, async () => {
    const deployment = (await cluster.objects(deploymentsIn(namespace))).find(({ metadata }) => metadata.name === name);
    const pods = (await cluster.objects(podsIn(namespace))).filter(({ metadata }) => labelsOf(metadata)['app.kubernetes.io/name'] === name);
    const replicas = (deployment?.['spec'] as { readonly replicas: number } | undefined)?.replicas;
    return deployment !== undefined && isRolledOut(deployment) && pods.length === replicas ? true : undefined;
  });

const labelsOf = (metadata: object): Readonly<Record<string, string>> => ('labels' in metadata ? (metadata.labels as Readonly<Record<string, string>>) : {});

/** The pods of one workload, by its name. */
export const podsOf = async (cluster: SimulatedCluster, namespace: string, name: string): Promise<readonly KubernetesObject[]> =>
  (await cluster.objects(podsIn(namespace))).filter(({ metadata }) => labelsOf(metadata)['app.kubernetes.io/name'] === name);

interface Slice extends KubernetesObject {
  readonly endpoints?: readonly { readonly conditions: { readonly ready?: boolean }; readonly targetRef?: { readonly name: string } }[];
}

/** The names of the pods that a Service sends requests to now. */
export const endpointsOf = async (cluster: SimulatedCluster, namespace: string, service: string): Promise<readonly string[]> =>
  (await cluster.objects(`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`))
    .filter(({ metadata }) => labelsOf(metadata)['kubernetes.io/service-name'] === service)
    .flatMap((slice) => (slice as Slice).endpoints ?? [])
    .filter(({ conditions }) => conditions.ready === true)
    .map(({ targetRef }) => targetRef?.name ?? 'nobody')
    .sort();
