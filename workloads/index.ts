/**
 * Releases, where their pods run, what runs beside them, and what they keep.
 *
 * @module cdk8s-metal/workloads
 */

export { type RollingReleaseProps, RollingRelease } from './releases/rolling-release';
export { type BlueGreenReleaseProps, type Colour as ReleaseColour, BlueGreenRelease } from './releases/blue-green-release';
export { type CanaryReleaseProps, type CanaryRoute, type CanaryTraffic, CanaryRelease } from './releases/canary-release';
export type { Pods as CanaryPods, Weights as CanaryWeights } from './releases/canary-weights';
export type { ReleaseProps } from './releases/release';
export type { RolloutProps } from './releases/rollout';
export type { Share as PodShare } from './releases/share';
export type { Disruption as ReleaseDisruption } from './releases/disruption';
export type { ServicePort } from './pods/ports';
export type { Companion as PodCompanion, ReleasePod } from './pods/pod';
export type {
  Amount as ContainerAmount,
  Container as PlainContainer,
  ExtraContainer,
  MainContainer,
  Probe as ContainerProbe,
  Resources as ContainerResources,
} from './pods/container';
export {
  type DomainOptions,
  type Placement,
  type SpreadOptions,
  type Toleration as PlacementToleration,
  type WishOptions,
  keepApart,
  keepTogether,
  onNodesWith,
  spreadAcross,
  tolerate,
} from './places/placement';
export { type PlacementIn, clusterSpec, placementIn } from './places/placement-in';
export { placePods } from './foreign/place-pods';
export { checkPods } from './foreign/check-pods';
export type { LabelKey, LabelValue, NodesSpec, Taint as PlacementTaint } from './places/node-names';
export { type SidecarProps, Sidecar } from './companions/sidecar';
export { type AmbassadorProps, Ambassador } from './companions/ambassador';
export type { AccessMode, ClaimProps, VolumeClaimProps } from './claims/claim';
export { type ClaimClass, type ClaimClasses, CLAIM_CLASSES, claimClasses } from './claims/claim-class';
export { DurableVolumeClaim, ScratchVolumeClaim } from './claims/volume-claim';
export { type StaticSource, type StaticVolumeClaimProps, StaticVolumeClaim } from './claims/static-volume-claim';
export {
  type ClaimSnapshotProps,
  type ClonedVolumeClaimProps,
  type RestoredVolumeClaimProps,
  ClaimSnapshot,
  ClonedVolumeClaim,
  RestoredVolumeClaim,
} from './claims/volume-restore';
export { type RecreateReleaseProps, RecreateRelease } from './releases/recreate-release';
export { type StatefulReleaseProps, type TemplateClaim, StatefulRelease } from './releases/stateful-release';
