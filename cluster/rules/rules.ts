import { addressFamilies, addressOutsideNodeCidr, duplicateAddress, reservedAddress } from './addresses';
import { cephSettings } from './ceph-settings';
import { mgrs, mons, storageKernels } from './ceph-daemons';
import { endpoint, noControlPlane } from './control-plane';
import { ssh } from './desk';
import {
  databaseSize,
  diskDevice,
  diskEncryption,
  diskOfTwoMachines,
  diskPartition,
  diskSize,
  duplicateDisk,
  metadataDevice,
  storageDisks,
  storageOnControlPlane,
} from './disks';
import { extraArgs, ignorePreflightErrors, timeouts } from './kubeadm';
import { nodeLabels, nodeTaints } from './labels';
import { machineMemory, podRoom } from './memory';
import { duplicateName, names } from './names';
import {
  calicoBlockSize,
  calicoBpfEndpoint,
  calicoDataplane,
  calicoEncapsulation,
  calicoWireguard,
  ipv6NeedsCalico,
  kubeProxyIpvs,
  kubeProxyNeeded,
} from './network-plugin';
import {
  loadBalancerAddresses,
  loadBalancerAddressesUnused,
  networkFamilies,
  networkOverlap,
  podNetworkSize,
  serviceNetworkSize,
  unusableNetwork,
} from './networks';
import { oneOf } from './one-of';
import { defaultPool, deviceClass, mixedClasses, nfsFilesystem, poolNames } from './pools';
import { proxy } from './proxy';
import { littleRedundancy, poolHosts, selfHealing, temporaryStorage, unsafeReplicas } from './redundancy';
import { registryAccess } from './registry-access';
import type { Rules } from './rule';
import { samplesMachine } from './samples';
import { evenControlPlanes, sharedEndpoint } from './several-control-planes';
import { sources } from './sources';
import { storageClasses } from './storage-classes';
import { storageNetworkHost, storageNetworks, storagePublicNetwork } from './storage-network';
import { unencryptedRegistries, unencryptedSources } from './unencrypted';
import { componentVersions, kubernetesVersion } from './versions';

/** What a cluster must be, beyond its shape: each rule is one function, and `test/fixtures/invalid/` shows its messages. */
export const RULES = {
  oneOf,
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
  loadBalancerAddressesUnused,
  ipv6NeedsCalico,
  calicoDataplane,
  calicoBpfEndpoint,
  calicoEncapsulation,
  calicoBlockSize,
  calicoWireguard,
  kubeProxyNeeded,
  kubeProxyIpvs,
  noControlPlane,
  endpoint,
  evenControlPlanes,
  sharedEndpoint,
  diskDevice,
  duplicateDisk,
  diskOfTwoMachines,
  diskPartition,
  diskSize,
  metadataDevice,
  databaseSize,
  diskEncryption,
  storageDisks,
  storageOnControlPlane,
  poolHosts,
  unsafeReplicas,
  littleRedundancy,
  selfHealing,
  temporaryStorage,
  mons,
  mgrs,
  samplesMachine,
  storageKernels,
  machineMemory,
  podRoom,
  cephSettings,
  storageClasses,
  storageNetworkHost,
  storageNetworks,
  storagePublicNetwork,
  poolNames,
  defaultPool,
  deviceClass,
  mixedClasses,
  nfsFilesystem,
  kubernetesVersion,
  componentVersions,
  nodeLabels,
  nodeTaints,
  extraArgs,
  timeouts,
  ignorePreflightErrors,
  sources,
  registryAccess,
  unencryptedSources,
  unencryptedRegistries,
  proxy,
  ssh,
} as const satisfies Rules;
