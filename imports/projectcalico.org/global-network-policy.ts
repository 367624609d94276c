import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, boolean, object, string } from '../../crd/schema/schema';
import { policy } from './rule';
import { served, stored } from './versions';
import type { GlobalNetworkPolicyBody, GlobalNetworkPolicySpec } from './generated';

export type { GlobalNetworkPolicySpec };

const specShape = object(
  {
    ...policy,
    applyOnForward: boolean({ description: 'Whether the policy of host endpoints applies to forwarded packets too. Default: false.' }),
    doNotTrack: boolean({ description: 'Whether the policy of host endpoints applies before connection tracking. Default: false.' }),
    namespaceSelector: string({ description: 'Calico selector of the namespaces whose pods the policy applies to. Default: all.' }),
    preDNAT: boolean({ description: 'Whether the policy of host endpoints applies before DNAT, so that it can match node ports. Default: false.' }),
  },
  {
    doc: 'Which packets pods and nodes may send and get.',
    rules: [
      {
        rule: '!((has(self.doNotTrack) && self.doNotTrack) && (has(self.preDNAT) && self.preDNAT))',
        message: 'preDNAT and doNotTrack cannot both be true',
        reason: 'FieldValueForbidden',
      },
      {
        rule: '(!has(self.preDNAT) || !self.preDNAT) || !has(self.egress) || size(self.egress) == 0',
        message: 'preDNAT policy cannot have any egress rules',
        reason: 'FieldValueForbidden',
      },
      {
        rule: "(!has(self.preDNAT) || !self.preDNAT) || !has(self.types) || !self.types.exists(t, t == 'Egress')",
        message: "preDNAT policy cannot have 'Egress' type",
        reason: 'FieldValueForbidden',
      },
      {
        rule: '(has(self.applyOnForward) && self.applyOnForward) || ((!has(self.doNotTrack) || !self.doNotTrack) && (!has(self.preDNAT) || !self.preDNAT))',
        message: 'applyOnForward must be true if either preDNAT or doNotTrack is true',
        reason: 'FieldValueInvalid',
      },
    ],
  },
);

const spec: Schema<GlobalNetworkPolicySpec> = specShape;
const kind = { kind: 'GlobalNetworkPolicy', plural: 'globalnetworkpolicies', scope: 'Cluster', schema: object({ spec }) } as const;

/** GlobalNetworkPolicy as it is served. */
export const globalNetworkPolicy = defineResource<GlobalNetworkPolicyBody>({ ...served, ...kind });

/** GlobalNetworkPolicy as it is stored. */
export const crdGlobalNetworkPolicy = defineResource<GlobalNetworkPolicyBody>({ ...stored, ...kind });

/**
 * Policy for packets of pods of all namespaces, and of nodes.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy
 */
export class GlobalNetworkPolicy extends customResource(globalNetworkPolicy) {}

/** A GlobalNetworkPolicy as it is stored, for clusters without Calico's API server. */
export class CrdGlobalNetworkPolicy extends customResource(crdGlobalNetworkPolicy) {}
