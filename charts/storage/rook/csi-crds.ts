import { CephConnection } from '../../../imports/csi.ceph.io/ceph-connection';
import { ClientProfile } from '../../../imports/csi.ceph.io/client-profile';
import { ClientProfileMapping } from '../../../imports/csi.ceph.io/client-profile-mapping';
import { Driver } from '../../../imports/csi.ceph.io/driver';
import { OperatorConfig } from '../../../imports/csi.ceph.io/operator-config';
import { definitionsOf } from '../../../objects/definitions';

const KINDS = {
  CephConnection,
  ClientProfile,
  ClientProfileMapping,
  Driver,
  OperatorConfig,
};

/** The kinds of the CSI operator. */
export class CephCsiCrds extends definitionsOf(KINDS) {}
