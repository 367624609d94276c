import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { CustomResourceDefinition } from '../../imports/apiextensions.k8s.io/custom-resource-definition';
import { CephConnection } from '../../imports/csi.ceph.io/ceph-connection';
import { ClientProfile } from '../../imports/csi.ceph.io/client-profile';
import { ClientProfileMapping } from '../../imports/csi.ceph.io/client-profile-mapping';
import { Driver } from '../../imports/csi.ceph.io/driver';
import { OperatorConfig } from '../../imports/csi.ceph.io/operator-config';

const KINDS = {
  CephConnection,
  ClientProfile,
  ClientProfileMapping,
  Driver,
  OperatorConfig,
};

/** The kinds of the CSI operator. */
export class CephCsiCrds extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [name, kind] of Object.entries(KINDS)) new CustomResourceDefinition(this, name, kind);
  }
}
