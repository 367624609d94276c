import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, object } from '../../crd/schema/schema';
import { policy } from './rule';
import { served, stored } from './versions';
import type { NetworkPolicyBody, NetworkPolicySpec } from './generated';

export type { NetworkPolicySpec };

const specShape = object(policy, { doc: 'Which packets the pods of a namespace may send and get.' });

const spec: Schema<NetworkPolicySpec> = specShape;
const kind = { kind: 'NetworkPolicy', plural: 'networkpolicies', scope: 'Namespaced', schema: object({ spec }) } as const;

/** NetworkPolicy as it is served. */
export const networkPolicy = defineResource<NetworkPolicyBody>({ ...served, ...kind });

/** NetworkPolicy as it is stored. */
export const crdNetworkPolicy = defineResource<NetworkPolicyBody>({ ...stored, ...kind });

/**
 * Policy for packets of the pods of a namespace, with more features than Kubernetes' own NetworkPolicy.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy
 */
export class NetworkPolicy extends customResource(networkPolicy) {}

/** A NetworkPolicy as it is stored, for clusters without Calico's API server. */
export class CrdNetworkPolicy extends customResource(crdNetworkPolicy) {}
