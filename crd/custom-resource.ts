import { type ApiObjectMetadata, ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Resource } from './schema/definition';
import { sentence } from './schema/violation';
import { validate } from './validate/validate';

/** Props of a construct: the object without apiVersion, kind and status, which controllers write. */
export type ResourceObjectProps<T> = Omit<T, 'status'> & {
  /** @default a name that the chart makes from the construct's path */
  readonly metadata?: ApiObjectMetadata;
};

/** The construct class of a kind. */
export interface CustomResourceClass<T> {
  new (scope: Construct, id: string, props: ResourceObjectProps<T>): ApiObject;
  /** The kind that the class makes objects of. */
  readonly resource: Resource<T>;
}

/** Keeps the last verdict while the value stays the same: cdk8s validates the whole app once for each chart. */
function once<T>(judge: (value: unknown) => T, current: () => unknown): () => T {
  let last: { readonly text: string; readonly verdict: T } | undefined;
  return () => {
    const value = current();
    const text = JSON.stringify(value);
    last = last?.text === text ? last : { text, verdict: judge(value) };
    return last.verdict;
  };
}

/** A construct class for a kind: `class Installation extends customResource(installation) {}`. Each object validates itself at synth. */
export function customResource<T>(resource: Resource<T>): CustomResourceClass<T> {
  return class extends ApiObject {
    static readonly resource = resource;

    constructor(scope: Construct, id: string, props: ResourceObjectProps<T>) {
      super(scope, id, { ...props, apiVersion: resource.apiVersion, kind: resource.kind });
      this.node.addValidation({
        validate: once(
          (manifest) => validate(resource, manifest).map(sentence),
          () => this.toJson() as unknown,
        ),
      });
    }
  };
}
