import { type Schema, type Static, boolean, map, object, string, withFacets } from '../../crd/schema/schema';
import { probe } from '../core/probe';
import { resources } from '../core/resources';
import { placement } from './placement';

interface Facets<N extends boolean> {
  readonly nullable?: N;
  readonly preserveUnknownFields?: boolean;
}

/** What can be set of the pods of a daemon; the facets are those that upstream gives to each of the objects. */
export const daemonPod = <const N extends boolean = false>(facets: Facets<N>) => ({
  annotations: map(string(), { ...facets, description: 'Annotations of the pods.' }),
  labels: map(string(), { ...facets, description: 'Labels of the pods, beside those that Rook gives.' }),
  placement: withFacets(placement, { ...facets, description: 'Where the pods may run.' }),
  priorityClassName: string({ description: 'Whom the pods may push out, and who may push them out.' }),
  resources: withFacets(resources, { ...facets, description: 'What the daemon may use, and what is kept free for it.' }),
});

const probeShape = object({
  disabled: boolean({ description: 'Whether there is no such probe at all.' }),
  probe: withFacets(probe, { description: "Times and thresholds; Rook's own where left out, and what is asked stays Rook's in any case." }),
});

/** A change to a probe that Rook gives a daemon. */
export interface DaemonProbe extends Static<typeof probeShape> {}

/** A change to a probe that Rook gives a daemon. */
export const daemonProbe: Schema<DaemonProbe> = probeShape;
