import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, object } from '../../crd/schema/schema';
import { policy } from './rule';
import { served, stored } from './versions';

const specShape = object(policy);

/** Spec of a NetworkPolicy of Calico. */
export interface NetworkPolicySpec extends Static<typeof specShape> {}

const spec: Schema<NetworkPolicySpec> = specShape;
const kind = { kind: 'NetworkPolicy', plural: 'networkpolicies', scope: 'Namespaced', schema: object({ spec }) } as const;

/** NetworkPolicy as it is served. */
export const networkPolicy = defineResource({ ...served, ...kind });

/** NetworkPolicy as it is stored. */
export const crdNetworkPolicy = defineResource({ ...stored, ...kind });

/**
 * Policy for packets of the pods of a namespace, with more features than Kubernetes' own NetworkPolicy.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy
 */
export class NetworkPolicy extends customResource(networkPolicy) {}

/** A NetworkPolicy as it is stored, for clusters without Calico's API server. */
export class CrdNetworkPolicy extends customResource(crdNetworkPolicy) {}
