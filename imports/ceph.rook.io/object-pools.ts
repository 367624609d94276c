import { withFacets } from '../../crd/schema/schema';
import { poolSpec } from './pool-spec';
import { sharedPools } from './shared-pools';

/** The pools of an object store or a zone: two of its own, or shared ones. */
export const objectPools = {
  dataPool: withFacets(poolSpec, { nullable: true, description: 'Pool for objects.' }),
  metadataPool: withFacets(poolSpec, { nullable: true, description: 'Settings of all other pools; they must be replicated.' }),
  sharedPools: withFacets(sharedPools, { nullable: true, description: 'Existing pools, instead of two new ones.' }),
};
