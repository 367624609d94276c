import { App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster } from '../cluster/model/cluster';
import { CHARTS } from './order';

/** What a `MetalCluster` is made from. */
export interface MetalClusterProps {
  /** From `defineCluster` or `readCluster`. */
  readonly cluster: Cluster;
}

/**
 * All manifests of a cluster: `new MetalCluster(app, 'home', { cluster })`.
 *
 * It adds its charts to the App itself, because only those keep the names of their files; and an App has one output folder. So give each cluster an
 * App of its own.
 */
export class MetalCluster extends Construct {
  constructor(scope: Construct, id: string, { cluster }: MetalClusterProps) {
    super(scope, id);
    if (!(scope instanceof App)) {
      throw new Error(
        `MetalCluster ${id} is added to ${scope.constructor.name} ${scope.node.path}, but its files need an App of their own; write new MetalCluster(new App(), '${id}', …)`,
      );
    }
    const other = scope.node.children.find((child) => child instanceof MetalCluster && child !== this);
    if (other !== undefined) {
      throw new Error(
        `MetalCluster ${id} is added to the App of MetalCluster ${other.node.id}, but an App has one output folder; give each cluster an App of its own`,
      );
    }
    for (const chart of CHARTS) chart.addTo(scope, cluster);
  }
}
