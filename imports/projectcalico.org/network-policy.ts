import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, object } from '../../crd/schema/schema';
import { policy } from './rule';
import { served, stored } from './versions';

const specShape = object(policy);

/** Which packets the pods of a namespace may send and get. */
export interface NetworkPolicySpec extends Static<typeof specShape> {}

const spec: Schema<NetworkPolicySpec> = specShape;
const kind = { kind: 'NetworkPolicy', plural: 'networkpolicies', scope: 'Namespaced', schema: object({ spec }) } as const;

/** NetworkPolicy as it is served. */
export const networkPolicy = defineResource({ ...served, ...kind });

/** NetworkPolicy as it is stored. */
export const crdNetworkPolicy = defineResource({ ...stored, ...kind });

/**
 * Which packets the pods of a namespace may send and get: more than Kubernetes' own NetworkPolicy can say.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy
 */
export class NetworkPolicy extends customResource(networkPolicy) {}

/** A NetworkPolicy as it is stored, for clusters without Calico's API server. */
export class CrdNetworkPolicy extends customResource(crdNetworkPolicy) {}
