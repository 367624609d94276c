import { CLUSTER_SCHEMA } from './cluster-spec';

/** The schema of `cluster.yaml` for editors, as the text of `cluster.schema.json`. */
export const clusterJsonSchema = (): string =>
  `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', title: 'cluster.yaml of cdk8s-metal', ...CLUSTER_SCHEMA }, undefined, 2)}\n`;
