import { type CelInput, type CelMap, type CelValue, celMap, isCelMap } from '@bufbuild/cel';

const KIND = 'kubernetes.type';

/** A value of one of Kubernetes' own types: a map with its name in it, since the library has no types of other makes. Equal parts make equal values. */
export const opaque = (kind: string, parts: Readonly<Record<string, CelInput>>): CelMap => celMap(new Map([[KIND, kind], ...Object.entries(parts)]));

/** Whether a value is of this type. */
export const isOpaque = (value: CelValue, kind: string): value is CelMap => isCelMap(value) && value.get(KIND) === kind;

/** A text that a value of this type was made with. */
export function part(value: CelValue, kind: string, name: string): string {
  const text = isOpaque(value, kind) ? value.get(name) : undefined;
  if (typeof text !== 'string') throw new Error(`no such overload: the value is not of type ${kind}`);
  return text;
}
