import { addressFamilies, addressOutsideNodeCidr, duplicateAddress, reservedAddress } from './rules/addresses';
import { mgrs, mons, storageKernels } from './rules/ceph-daemons';
import { endpoint, evenControlPlanes, noControlPlane } from './rules/control-plane';
import { ssh } from './rules/desk';
import { diskDevice, diskOfTwoMachines, diskPartition, diskSize, duplicateDisk, metadataDevice, storageDisks, storageOnControlPlane } from './rules/disks';
import { extraArgs, timeouts } from './rules/kubeadm';
import { nodeLabels, nodeTaints } from './rules/labels';
import { duplicateName, names } from './rules/names';
import {
  calicoBlockSize,
  calicoBpfEndpoint,
  calicoDataplane,
  calicoEncapsulation,
  ipv6NeedsCalico,
  kubeProxyIpvs,
  kubeProxyNeeded,
} from './rules/network-plugin';
import { loadBalancerAddresses, networkFamilies, networkOverlap, podNetworkSize, serviceNetworkSize, unusableNetwork } from './rules/networks';
import { defaultPool, deviceClass, nfsFilesystem, poolNames } from './rules/pools';
import { littleRedundancy, poolHosts, selfHealing, temporaryStorage, unsafeReplicas } from './rules/redundancy';
import type { Rule } from './rules/rule';
import { sources } from './rules/sources';
import { componentVersions, kubernetesVersion } from './rules/versions';

/** What a cluster must be, beyond its shape: each rule is one function, and `test/fixtures/invalid/` shows what each one says. */
export const RULES = {
  names,
  duplicateName,
  duplicateAddress,
  addressOutsideNodeCidr,
  reservedAddress,
  addressFamilies,
  unusableNetwork,
  networkOverlap,
  networkFamilies,
  podNetworkSize,
  serviceNetworkSize,
  loadBalancerAddresses,
  ipv6NeedsCalico,
  calicoDataplane,
  calicoBpfEndpoint,
  calicoEncapsulation,
  calicoBlockSize,
  kubeProxyNeeded,
  kubeProxyIpvs,
  noControlPlane,
  evenControlPlanes,
  endpoint,
  diskDevice,
  duplicateDisk,
  diskOfTwoMachines,
  diskPartition,
  diskSize,
  metadataDevice,
  storageDisks,
  storageOnControlPlane,
  poolHosts,
  unsafeReplicas,
  littleRedundancy,
  selfHealing,
  temporaryStorage,
  mons,
  mgrs,
  storageKernels,
  poolNames,
  defaultPool,
  deviceClass,
  nfsFilesystem,
  kubernetesVersion,
  componentVersions,
  nodeLabels,
  nodeTaints,
  extraArgs,
  timeouts,
  sources,
  ssh,
} as const satisfies Readonly<Record<string, Rule>>;
