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
  readonly Container: readonly [k8s.Container, { readonly restartPolicyRules?: readonly ContainerRestartRule[] }];
  readonly EnvVarSource: readonly [k8s.EnvVarSource, { readonly fileKeyRef?: FileKeySelector }];
  readonly HpaScalingRules: readonly [k8s.HpaScalingRulesV2, { readonly tolerance?: number | string }];
  readonly JobSpec: readonly [
    k8s.JobSpec,
    {
      readonly managedBy?: string;
      readonly successPolicy?: { readonly rules: readonly { readonly succeededIndexes?: string; readonly succeededCount?: number }[] };
    },
  ];
  readonly LifecycleHandler: readonly [k8s.LifecycleHandler, { readonly sleep?: { readonly seconds: number } }];
  readonly PersistentVolumeClaimSpec: readonly [k8s.PersistentVolumeClaimSpec, VolumeAttributes];
  readonly PersistentVolumeSpec: readonly [k8s.PersistentVolumeSpec, VolumeAttributes];
  readonly PodAffinityTerm: readonly [k8s.PodAffinityTerm, { readonly matchLabelKeys?: readonly string[]; readonly mismatchLabelKeys?: readonly string[] }];
  readonly PodResourceClaim: readonly [k8s.PodResourceClaim, { readonly resourceClaimName?: string; readonly resourceClaimTemplateName?: string }];
  readonly PodSecurityContext: readonly [
    k8s.PodSecurityContext,
    { readonly appArmorProfile?: AppArmorProfile; readonly seLinuxChangePolicy?: string; readonly supplementalGroupsPolicy?: string },
  ];
  readonly PodSpec: readonly [k8s.PodSpec, { readonly hostnameOverride?: string; readonly resources?: k8s.ResourceRequirements }];
  readonly ResourceClaim: readonly [k8s.ResourceClaim, { readonly request?: string }];
  readonly SecurityContext: readonly [k8s.SecurityContext, { readonly appArmorProfile?: AppArmorProfile }];
  readonly ServiceSpec: readonly [k8s.ServiceSpec, { readonly trafficDistribution?: string }];
  readonly Volume: readonly [k8s.Volume, { readonly image?: { readonly reference?: string; readonly pullPolicy?: string } }];
  readonly VolumeMount: readonly [k8s.VolumeMount, { readonly recursiveReadOnly?: string }];
}

interface AppArmorProfile {
  readonly type: string;
  readonly localhostProfile?: string;
}

interface ContainerRestartRule {
  readonly action: string;
  readonly exitCodes?: { readonly operator: string; readonly values?: readonly number[] };
}

interface FileKeySelector {
  readonly volumeName: string;
  readonly path: string;
  readonly key: string;
  readonly optional?: boolean;
}

interface VolumeAttributes {
  readonly volumeAttributesClassName?: string;
}
