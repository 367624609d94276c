import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { NewerFields } from './newer-fields';
import { quoteTexts } from './quoted-text';

/* Types only: the classes of cdk8s-plus-28 do no more than rename fields, and requiring them costs as much time as cdk8s itself. */

/** Kubernetes' own kinds that the charts emit, each with the props that cdk8s-plus-28 knows for it. */
interface Kinds {
  readonly ClusterRole: k8s.KubeClusterRoleProps;
  readonly ClusterRoleBinding: k8s.KubeClusterRoleBindingProps;
  readonly ConfigMap: k8s.KubeConfigMapProps;
  readonly CronJob: k8s.KubeCronJobProps;
  readonly DaemonSet: k8s.KubeDaemonSetProps;
  readonly Deployment: k8s.KubeDeploymentProps;
  readonly HorizontalPodAutoscaler: k8s.KubeHorizontalPodAutoscalerV2Props;
  readonly Ingress: k8s.KubeIngressProps;
  readonly Job: k8s.KubeJobProps;
  readonly LimitRange: k8s.KubeLimitRangeProps;
  readonly Namespace: k8s.KubeNamespaceProps;
  readonly NetworkPolicy: k8s.KubeNetworkPolicyProps;
  readonly PersistentVolume: k8s.KubePersistentVolumeProps;
  readonly PersistentVolumeClaim: k8s.KubePersistentVolumeClaimProps;
  readonly PodDisruptionBudget: k8s.KubePodDisruptionBudgetProps;
  readonly PriorityClass: k8s.KubePriorityClassProps;
  readonly ReplicaSet: k8s.KubeReplicaSetProps;
  readonly ReplicationController: k8s.KubeReplicationControllerProps;
  readonly ResourceQuota: k8s.KubeResourceQuotaProps;
  readonly Role: k8s.KubeRoleProps;
  readonly RoleBinding: k8s.KubeRoleBindingProps;
  readonly Service: k8s.KubeServiceProps;
  readonly ServiceAccount: k8s.KubeServiceAccountProps;
  readonly StatefulSet: k8s.KubeStatefulSetProps;
  readonly StorageClass: k8s.KubeStorageClassProps;
}

const API_VERSIONS: Readonly<Record<keyof Kinds, string>> = {
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  LimitRange: 'v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolume: 'v1',
  PersistentVolumeClaim: 'v1',
  PodDisruptionBudget: 'policy/v1',
  PriorityClass: 'scheduling.k8s.io/v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  ResourceQuota: 'v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  StatefulSet: 'apps/v1',
  StorageClass: 'storage.k8s.io/v1',
};

/** Fields that cdk8s-plus-28 spells differently from Kubernetes: a new kind brings its own. */
interface Spelling {
  readonly clientIp: 'clientIP';
  readonly clusterIp: 'clusterIP';
  readonly datasetUuid: 'datasetUUID';
  readonly diskUri: 'diskURI';
  readonly downwardApi: 'downwardAPI';
  readonly hostIp: 'hostIP';
  readonly hostIpc: 'hostIPC';
  readonly hostPid: 'hostPID';
  readonly loadBalancerIp: 'loadBalancerIP';
  readonly nonResourceUrLs: 'nonResourceURLs';
  readonly pdId: 'pdID';
  readonly scaleIo: 'scaleIO';
  readonly setHostnameAsFqdn: 'setHostnameAsFQDN';
  readonly storagePolicyId: 'storagePolicyID';
  readonly targetWwNs: 'targetWWNs';
  readonly volumeId: 'volumeID';
}

/** What cdk8s-plus-28 wraps in a class is a number or text here; both directions are asked because other types have a `value` too. */
type Wrapped<T> = T extends k8s.IntOrString ? (k8s.IntOrString extends T ? true : false) : false;

/** Whether two types are one and the same: others may be assignable to each other, as all of their fields can be left out. */
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** What later versions of Kubernetes added to a type. */
type Added<T> = { readonly [Name in keyof NewerFields]: Same<T, NewerFields[Name][0]> extends true ? NewerFields[Name][1] : never }[keyof NewerFields];

/** Fields that are spelled alike. Mapped without `as`, which would drop the docstrings that editors show. */
type Kept<T, Field extends keyof T> = { readonly [Name in Field]: Plain<T[Name]> };

type Respelled<T> = { readonly [Field in keyof T as Field extends keyof Spelling ? Spelling[Field] : never]: Plain<T[Field]> };

type Spelled<T> = [Extract<keyof T, keyof Spelling>] extends [never] ? Kept<T, keyof T> : Kept<T, Exclude<keyof T, keyof Spelling>> & Respelled<T>;

/** A type of cdk8s-plus-28 as Kubernetes has it, with the fields that came since. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : Wrapped<T> extends true
    ? number | string
    : T extends object
      ? [Added<T>] extends [never]
        ? Spelled<T>
        : Spelled<T> & Plain<Added<T>>
      : T;

/** Who an object is. Its name is always given: cdk8s would make one with a hash. */
export interface Metadata {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. @default none, for objects of the whole cluster */
  readonly namespace?: string;
  /** Labels of the object, text by key. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the object, text by key. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object of one of Kubernetes' own kinds, less its kind and version. */
export type PlainObjectProps<Kind extends keyof Kinds> = Omit<Plain<Kinds[Kind]>, 'metadata'> & { readonly metadata: Metadata };

/** Adds an object of one of Kubernetes' own kinds to a chart. */
export function plainObject<Kind extends keyof Kinds>(scope: Construct, kind: Kind, props: PlainObjectProps<Kind>): ApiObject {
  quoteTexts(scope);
  return new ApiObject(scope, `${kind}-${props.metadata.name}`, { apiVersion: API_VERSIONS[kind], kind, ...props });
}
