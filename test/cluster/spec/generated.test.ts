import type { Static } from '@sinclair/typebox';
import type { CLUSTER_SCHEMA, ClusterSpec } from '../../../cluster/spec/cluster-spec';

/** What TypeBox makes of a schema, with nothing to write to; a group without fields takes none. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? keyof T extends never
      ? Readonly<Record<string, never>>
      : { readonly [Name in keyof T]: Frozen<T[Name]> }
    : T;

/** True where two types have the same fields, each with the same type, and left out or not. */
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

test('the generated interfaces are the type of the schema, no field more, none less, none to write to', () => {
  // The compiler judges; a difference is an error of `tsc`.
  const same: Same<Frozen<Static<typeof CLUSTER_SCHEMA>>, ClusterSpec> = true;
  const less: Same<Frozen<Static<typeof CLUSTER_SCHEMA>>, Omit<ClusterSpec, 'samples'>> = false;
  expect([same, less]).toEqual([true, false]);
});
