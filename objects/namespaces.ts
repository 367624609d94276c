import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Metadata, plainObject } from './plain-object';

/** A namespace that a chart puts its objects in. */
export type RequiredNamespace = Pick<Metadata, 'labels' | 'name'>;

/** What `Namespaces` is made of. */
export interface NamespacesProps {
  /** Each exported by the chart that needs it, for example `CALICO_OPERATOR_NAMESPACES`. */
  readonly namespaces: readonly RequiredNamespace[];
}

/** All namespaces, in one chart that is applied before all others: an object whose namespace is missing is refused. */
export class Namespaces extends Chart {
  constructor(scope: Construct, id: string, props: NamespacesProps) {
    super(scope, id);
    for (const metadata of props.namespaces) plainObject(this, 'Namespace', { metadata });
  }
}
