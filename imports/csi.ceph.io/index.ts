/* `cdk8s-metal/kinds/csi.ceph.io`: the kinds of csi.ceph.io, each as a construct class with the type of its spec. */

export { type CephConnectionSpec, CephConnection } from './ceph-connection';
export { type ClientProfileMappingSpec, ClientProfileMapping } from './client-profile-mapping';
export { type ClientProfileSpec, ClientProfile } from './client-profile';
export { Driver } from './driver';
export { type OperatorConfigSpec, OperatorConfig } from './operator-config';
