import { type CelInput, type CelMap, type CelValue, celMap, isCelMap } from '@bufbuild/cel';

const KIND = 'kubernetes.type';

/** A value of a type that Kubernetes adds to CEL, as a map that holds the type's name: the library does not take further types. Values with equal parts are equal. */
export const opaque = (kind: string, parts: Readonly<Record<string, CelInput>>): CelMap => celMap(new Map([[KIND, kind], ...Object.entries(parts)]));

/** Whether a value has this type. */
export const isOpaque = (value: CelValue, kind: string): value is CelMap => isCelMap(value) && value.get(KIND) === kind;

/** A part of a value of this type that is text; throws when the value has another type. */
export function part(value: CelValue, kind: string, name: string): string {
  const text = isOpaque(value, kind) ? value.get(name) : undefined;
  if (typeof text !== 'string') throw new Error(`no such overload: the value is not of type ${kind}`);
  return text;
}
