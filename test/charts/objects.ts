import { type Chart, App } from 'cdk8s';

/** What every Kubernetes object has; its other fields are its kind's business. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isKubernetesObject = (value: unknown): value is KubernetesObject =>
  isRecord(value) &&
  typeof value['apiVersion'] === 'string' &&
  typeof value['kind'] === 'string' &&
  isRecord(value['metadata']) &&
  typeof value['metadata']['name'] === 'string';

/** The objects, or an error that shows what is none. */
export const asObjects = (values: readonly unknown[]): readonly KubernetesObject[] =>
  values.map((value) => {
    if (!isKubernetesObject(value)) throw new Error(`not a Kubernetes object: ${JSON.stringify(value)}`);
    return value;
  });

/** The object with each occurrence of a text in its JSON replaced. */
export function replaced(object: KubernetesObject, from: string, to: string): KubernetesObject {
  const value: unknown = JSON.parse(JSON.stringify(object).replaceAll(from, to));
  return asObjects([value])[0] ?? object;
}

/** What a chart renders to, validated as in a synth. */
export const rendered = (build: (app: App) => Chart): readonly KubernetesObject[] => asObjects(build(new App()).toJson());

/** Names an object as the API server tells objects apart. */
export const identity = ({ apiVersion, kind, metadata }: KubernetesObject): string =>
  [apiVersion, kind, metadata.namespace, metadata.name].filter((part) => part !== undefined).join(' ');

/** The objects by identity; an error when two are the same one. */
export function byIdentity(objects: readonly KubernetesObject[]): Readonly<Record<string, KubernetesObject>> {
  const result = Object.fromEntries(objects.map((object) => [identity(object), object]));
  if (Object.keys(result).length !== objects.length) throw new Error(`an object occurs twice in ${objects.map(identity).join(', ')}`);
  return result;
}

/** The only object of a kind (and name, where several are). */
export function only(objects: readonly KubernetesObject[], kind: string, name?: string): KubernetesObject {
  const [found, ...more] = objects.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
  if (found === undefined || more.length > 0) throw new Error(`expected one ${kind} in ${objects.map(identity).join(', ')}`);
  return found;
}
