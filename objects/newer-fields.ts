import type { k8s } from 'cdk8s-plus-28';

/* Types only, as in plain-object.ts. */

/**
 * Fields of Kubernetes 1.36 that the types of cdk8s-plus-28 do not have: by the name of the type, the type and what is added to it. Fields behind a
 * feature gate that is off by default are left out: the API server drops them without a word. test/e2e/newer-fields.test.ts compares this with what a
 * real API server knows.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
export interface NewerFields {
  /** What restarts a container depending on its exit code. */
  readonly Container: readonly [
    k8s.Container,
    {
      /** Rules that restart the container depending on its exit code. */
      readonly restartPolicyRules?: readonly ContainerRestartRule[];
    },
  ];
  /** A variable from a file that another container has written. */
  readonly EnvVarSource: readonly [
    k8s.EnvVarSource,
    {
      /** A key of a file that another container of the pod has written. */
      readonly fileKeyRef?: FileKeySelector;
    },
  ];
  /** How far a metric may be off before the number of pods changes. */
  readonly HpaScalingRules: readonly [
    k8s.HpaScalingRulesV2,
    {
      /** How far a metric may be off before the number of pods changes, as a share: 0.05. The controller's own 0.1 when left out. */
      readonly tolerance?: number | string;
    },
  ];
  /** Who manages the job, and when it has succeeded. */
  readonly JobSpec: readonly [
    k8s.JobSpec,
    {
      /** The controller that looks after the job; the one of Kubernetes when left out. */
      readonly managedBy?: string;
      /** When the job has succeeded, though not all pods have; only with indexed completions. */
      readonly successPolicy?: { readonly rules: readonly { readonly succeededIndexes?: string; readonly succeededCount?: number }[] };
    },
  ];
  /** A pause, in seconds. */
  readonly LifecycleHandler: readonly [
    k8s.LifecycleHandler,
    {
      /** A pause, in seconds. */
      readonly sleep?: { readonly seconds: number };
    },
  ];
  /** The class of settings that can be changed while the volume is in use. */
  readonly PersistentVolumeClaimSpec: readonly [k8s.PersistentVolumeClaimSpec, VolumeAttributes];
  /** The class of settings that can be changed while the volume is in use. */
  readonly PersistentVolumeSpec: readonly [k8s.PersistentVolumeSpec, VolumeAttributes];
  /** Labels in which the pods must be, or not be, like the incoming one. */
  readonly PodAffinityTerm: readonly [
    k8s.PodAffinityTerm,
    {
      /** Keys of labels whose values must be those of the incoming pod. */
      readonly matchLabelKeys?: readonly string[];
      /** Keys of labels whose values must differ from those of the incoming pod. */
      readonly mismatchLabelKeys?: readonly string[];
    },
  ];
  /** A claim on devices, or the template of one. */
  readonly PodResourceClaim: readonly [
    k8s.PodResourceClaim,
    {
      /** A ResourceClaim in the namespace of the pod. */
      readonly resourceClaimName?: string;
      /** A ResourceClaimTemplate, of which the pod gets a claim of its own. */
      readonly resourceClaimTemplateName?: string;
    },
  ];
  /** The profile of AppArmor, and how SELinux labels and groups are given. */
  readonly PodSecurityContext: readonly [
    k8s.PodSecurityContext,
    {
      /** The profile of AppArmor for all containers. */
      readonly appArmorProfile?: AppArmorProfile;
      /** How files of volumes get their SELinux label: MountOption (the default) or Recursive. */
      readonly seLinuxChangePolicy?: string;
      /** Whether groups of the image count too: Merge (the default) or Strict. */
      readonly supplementalGroupsPolicy?: string;
    },
  ];
  /** Another host name, and resources of the pod as a whole. */
  readonly PodSpec: readonly [
    k8s.PodSpec,
    {
      /** Host name of the pod, instead of one that is made of its name. */
      readonly hostnameOverride?: string;
      /** What all containers together may use, and what is kept free for them: cpu, memory. */
      readonly resources?: k8s.ResourceRequirements;
    },
  ];
  /** The request of a claim that a container uses. */
  readonly ResourceClaim: readonly [
    k8s.ResourceClaim,
    {
      /** The request of the claim that the container uses; all of them when left out. */
      readonly request?: string;
    },
  ];
  /** The profile of AppArmor. */
  readonly SecurityContext: readonly [
    k8s.SecurityContext,
    {
      /** The profile of AppArmor for the container. */
      readonly appArmorProfile?: AppArmorProfile;
    },
  ];
  /** Which pods are preferred: near ones, for one. */
  readonly ServiceSpec: readonly [
    k8s.ServiceSpec,
    {
      /** Which pods are preferred: PreferSameZone or PreferSameNode; any when left out. */
      readonly trafficDistribution?: string;
    },
  ];
  /** The content of an OCI image. */
  readonly Volume: readonly [
    k8s.Volume,
    {
      /** The content of an OCI image or artifact, and when it is pulled: Always, IfNotPresent or Never. */
      readonly image?: { readonly reference?: string; readonly pullPolicy?: string };
    },
  ];
  /** Whether mounts below it are read-only too. */
  readonly VolumeMount: readonly [
    k8s.VolumeMount,
    {
      /** With readOnly: Enabled, IfPossible or Disabled (the default), for mounts below this one. */
      readonly recursiveReadOnly?: string;
    },
  ];
}

interface AppArmorProfile {
  /** RuntimeDefault, Localhost or Unconfined. */
  readonly type: string;
  /** Name of a profile on the node, with Localhost. */
  readonly localhostProfile?: string;
}

interface ContainerRestartRule {
  /** Restart. */
  readonly action: string;
  /** The exit codes that the rule is for: operator In or NotIn, and values. */
  readonly exitCodes?: { readonly operator: string; readonly values?: readonly number[] };
}

interface FileKeySelector {
  /** The volume with the file. */
  readonly volumeName: string;
  /** The file, below the volume's folder. */
  readonly path: string;
  /** The name of the variable in the file. */
  readonly key: string;
  /** Whether the container starts without the file or key. */
  readonly optional?: boolean;
}

interface VolumeAttributes {
  /** The VolumeAttributesClass with settings that a driver can change while the volume is in use. */
  readonly volumeAttributesClassName?: string;
}
