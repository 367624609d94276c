import { addressFamilies, addressOutsideNodeCidr, duplicateAddress, reservedAddress } from './addresses';
import { mgrs, mons, storageKernels } from './ceph-daemons';
import { endpoint, evenControlPlanes, noControlPlane } from './control-plane';
import { ssh } from './desk';
import { diskDevice, diskOfTwoMachines, diskPartition, diskSize, duplicateDisk, metadataDevice, storageDisks, storageOnControlPlane } from './disks';
import { extraArgs, timeouts } from './kubeadm';
import { nodeLabels, nodeTaints } from './labels';
import { duplicateName, names } from './names';
import { calicoBlockSize, calicoBpfEndpoint, calicoDataplane, calicoEncapsulation, ipv6NeedsCalico, kubeProxyIpvs, kubeProxyNeeded } from './network-plugin';
import { loadBalancerAddresses, networkFamilies, networkOverlap, podNetworkSize, serviceNetworkSize, unusableNetwork } from './networks';
import { defaultPool, deviceClass, nfsFilesystem, poolNames } from './pools';
import { littleRedundancy, poolHosts, selfHealing, temporaryStorage, unsafeReplicas } from './redundancy';
import type { Rule } from './rule';
import { sources } from './sources';
import { componentVersions, kubernetesVersion } from './versions';

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
