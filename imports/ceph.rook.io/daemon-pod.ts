import { type Schema, boolean, map, object, string, withFacets } from '../../crd/schema/schema';
import { probe } from '../core/probe';
import { resources } from '../core/resources';
import { placement } from './placement';
import type { DaemonProbe } from './generated';

export type { DaemonProbe };

interface Facets<N extends boolean> {
  readonly nullable?: N;
  readonly preserveUnknownFields?: boolean;
}

/** What can be set of the pods of a daemon; the facets are those that upstream gives to each of the objects. */
export const daemonPod = <const N extends boolean = false>(facets: Facets<N>) => ({
  annotations: map(string(), { ...facets, description: 'Annotations of the pods.' }),
  labels: map(string(), { ...facets, description: "Labels of the pods, in addition to Rook's." }),
  placement: withFacets(placement, { ...facets, description: 'Placement of the pods.' }),
  priorityClassName: string({ description: 'Name of the PriorityClass of the pods.' }),
  resources: withFacets(resources, { ...facets, description: 'Resource requests and limits of the daemon.' }),
});

const probeShape = object(
  {
    disabled: boolean({ description: 'Whether the probe is disabled.' }),
    probe: withFacets(probe, { description: "Times and thresholds of the probe; the handler is always Rook's. Default: Rook's values." }),
  },
  { doc: 'A change to a probe that Rook gives a daemon.' },
);

/** A change to a probe that Rook gives a daemon. */
export const daemonProbe: Schema<DaemonProbe> = probeShape;
