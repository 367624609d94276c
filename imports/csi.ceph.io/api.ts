import { withFacets } from '../../crd/schema/schema';
import { localObjectReference } from '../core/references';

/** Group and version of the CSI operator's kinds. */
export const csi = { group: 'csi.ceph.io', version: 'v1' } as const;

/** The name of an object in the same namespace, which must not be empty. */
export const namedObject = (description: string) =>
  withFacets(localObjectReference, { description, rules: [{ rule: 'self.name != ""', message: "'.name' cannot be empty" }] });
