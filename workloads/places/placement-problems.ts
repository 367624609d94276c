import { nearestName } from '../../cluster/values/nearest-name';
import type { NodeLabels, Placement, Toleration } from './placement';
import type { Place } from './node-names';
import { wholeProblems } from './whole-number';

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

const LISTED = 8;

/** What to do about a name that is not among the known ones. */
function repair(name: string, known: readonly string[]): string {
  const meant = nearestName(name, known);
  if (meant !== undefined) return `did you mean ${meant}?`;
  return known.length === 0 ? 'declare it in the spec of a node' : `known are ${known.slice(0, LISTED).join(', ')}${known.length > LISTED ? ', …' : ''}`;
}

const keysOf = (places: readonly Place[]): readonly string[] => unique(places.flatMap(({ labels }) => Object.keys(labels)));

function keyProblems(who: string, key: string, places: readonly Place[]): readonly string[] {
  const keys = keysOf(places);
  return keys.includes(key) ? [] : [`${who} label ${key} is on no node; ${repair(key, keys)}`];
}

const asList = (values: string | readonly string[]): readonly string[] => (typeof values === 'string' ? [values] : values);

function labelProblems(wanted: NodeLabels, places: readonly Place[], isDemand: boolean): readonly string[] {
  const who = 'onNodesWith:';
  const unknown = Object.entries(wanted).flatMap(([key, values]) => {
    const known = unique(places.flatMap(({ labels }) => labels[key] ?? []));
    if (known.length === 0) return keyProblems(who, key, places);
    return asList(values)
      .filter((value) => !known.includes(value))
      .map((value) => `${who} label ${key}=${value} is on no node; ${repair(value, known)}`);
  });
  const fits = ({ labels }: Place): boolean => Object.entries(wanted).every(([key, values]) => asList(values).includes(labels[key] ?? '\0'));
  if (unknown.length > 0 || !isDemand || places.some(fits)) return unknown;
  const all = Object.entries(wanted).map(([key, values]) => `${key}=${asList(values).join('|')}`);
  return [`${who} no node has ${all.join(' and ')} together, so that pods would stay Pending; ask for less, or give a weight with preferred`];
}

function taintProblems({ key, value, effect }: Toleration, places: readonly Place[]): readonly string[] {
  const who = 'tolerate:';
  const taints = places.flatMap((place) => place.taints);
  const same = taints.filter((taint) => taint.key === key);
  if (same.length === 0) return [`${who} taint ${key} is on no node; ${repair(key, unique(taints.map((taint) => taint.key)))}`];
  const values = unique(same.flatMap((taint) => taint.value ?? []));
  const effects = unique(same.map((taint) => taint.effect));
  return [
    ...(value === undefined || values.includes(value) ? [] : [`${who} taint ${key}=${value} is on no node; ${repair(value, values)}`]),
    ...(effect === undefined || effects.includes(effect) ? [] : [`${who} taint ${key}:${effect} is on no node; ${repair(effect, effects)}`]),
  ];
}

/** What is out of bounds, whatever the nodes are. */
function boundProblems(placement: Placement): readonly string[] {
  switch (placement.kind) {
    case 'spreadAcross':
      return wholeProblems('spreadAcross: maxSkew', placement.maxSkew, 1);
    case 'tolerate':
      return placement.seconds === undefined
        ? []
        : [
            ...wholeProblems('tolerate: seconds', placement.seconds, 0),
            ...(placement.effect === undefined || placement.effect === 'NoExecute'
              ? []
              : [`tolerate: seconds ${placement.seconds} mean nothing with ${placement.effect}, which sends no pod away; leave them out`]),
          ];
    default:
      return placement.preferred === undefined ? [] : wholeProblems(`${placement.kind}: preferred`, placement.preferred, 1, 100);
  }
}

function nameProblems(placement: Placement, places: readonly Place[]): readonly string[] {
  switch (placement.kind) {
    case 'onNodesWith':
      return labelProblems(placement.labels, places, placement.preferred === undefined);
    case 'tolerate':
      return taintProblems(placement, places);
    default:
      return keyProblems(`${placement.kind}:`, placement.over, places);
  }
}

/** What no node has, where the nodes are known. */
export const unknownNames = (placements: readonly Placement[]): readonly string[] =>
  placements.flatMap((placement) => (placement.places === undefined ? [] : nameProblems(placement, placement.places)));

/** What no node has, where the nodes are known, and what is out of bounds. */
export const placementProblems = (placements: readonly Placement[]): readonly string[] =>
  placements.flatMap((placement) => [...boundProblems(placement), ...unknownNames([placement])]);
