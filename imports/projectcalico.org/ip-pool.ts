import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, enumeration, integer, object, string } from '../../crd/schema/schema';
import { served, stored } from './versions';
import type { IPPoolBody, IPPoolSpec } from './generated';

export type { IPPoolSpec };

const mode = (description: string) => enumeration(['Never', 'Always', 'CrossSubnet'], { description });

const specShape = object(
  {
    allowedUses: array(enumeration(['Workload', 'Tunnel', 'LoadBalancer']), {
      maxItems: 10,
      listType: 'set',
      description: 'Uses of the addresses: Workload, Tunnel or LoadBalancer, which excludes the others. Default: Workload and Tunnel.',
    }),
    assignmentMode: enumeration(['Automatic', 'Manual'], { default: 'Automatic', description: 'Automatic, or Manual: only for pods that request this pool.' }),
    blockSize: integer({
      minimum: 0,
      maximum: 128,
      description: 'Prefix length of the blocks that are assigned to nodes. Default: 26, for IPv6 122.',
      rules: [
        { rule: 'self == oldSelf', message: 'Block size cannot be changed; follow IP pool migration guide to avoid corruption.', reason: 'FieldValueInvalid' },
      ],
    }),
    cidr: string({
      format: 'cidr',
      maxLength: 48,
      description: 'CIDR of the pool.',
      rules: [{ rule: 'self == oldSelf', message: 'CIDR cannot be changed; follow IP pool migration guide to avoid corruption.', reason: 'FieldValueInvalid' }],
    }),
    disableBGPExport: boolean({ description: 'Whether the pool is not announced to BGP peers. Default: false.' }),
    disabled: boolean({ description: 'Whether new addresses are not assigned from the pool.' }),
    ipipMode: mode('When packets between nodes are encapsulated in IPIP; CrossSubnet: between subnets only. Default: Never.'),
    namespaceSelector: string({ description: 'Calico selector of the namespaces whose pods use the pool. Default: all.' }),
    natOutgoing: boolean({ description: 'Whether packets of pods leave the cluster with the address of their node. Default: false.' }),
    nodeSelector: string({ description: 'Calico selector of the nodes that use the pool. Default: all.' }),
    vxlanMode: mode('When packets between nodes are encapsulated in VXLAN; CrossSubnet: between subnets only. Default: Never.'),
  },
  {
    doc: 'Addresses that Calico hands out.',
    required: ['cidr'],
    rules: [
      {
        rule: "!has(self.ipipMode) || !has(self.vxlanMode) || self.ipipMode == 'Never' || self.vxlanMode == 'Never' || size(self.ipipMode) == 0 || size(self.vxlanMode) == 0",
        message: 'ipipMode and vxlanMode cannot both be enabled',
        reason: 'FieldValueForbidden',
      },
      {
        rule: "!has(self.allowedUses) || !self.allowedUses.exists(u, u == 'LoadBalancer') || (!has(self.ipipMode) || size(self.ipipMode) == 0 || self.ipipMode == 'Never') && (!has(self.vxlanMode) || size(self.vxlanMode) == 0 || self.vxlanMode == 'Never')",
        message: 'LoadBalancer IP pool cannot have IPIP or VXLAN enabled',
        reason: 'FieldValueForbidden',
      },
      {
        rule: "!has(self.allowedUses) || !self.allowedUses.exists(u, u == 'LoadBalancer') || !self.allowedUses.exists(u, u == 'Workload' || u == 'Tunnel')",
        message: 'LoadBalancer cannot be combined with Workload or Tunnel allowed uses',
        reason: 'FieldValueForbidden',
      },
      {
        rule: "!self.cidr.contains(':') || !has(self.ipipMode) || self.ipipMode == 'Never' || size(self.ipipMode) == 0",
        message: 'IPIP is not supported on IPv6 pools',
        reason: 'FieldValueForbidden',
      },
    ],
  },
);

const spec: Schema<IPPoolSpec> = specShape;
const kind = { kind: 'IPPool', plural: 'ippools', scope: 'Cluster', schema: object({ spec }) } as const;

/** IPPool as it is served. */
export const ipPool = defineResource<IPPoolBody>({ ...served, ...kind });

/** IPPool as it is stored. */
export const crdIPPool = defineResource<IPPoolBody>({ ...stored, ...kind });

/**
 * Addresses that Calico hands out to pods and services.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/ippool
 */
export class IPPool extends customResource(ipPool) {}

/** An IPPool as it is stored, for clusters without Calico's API server. */
export class CrdIPPool extends customResource(crdIPPool) {}
