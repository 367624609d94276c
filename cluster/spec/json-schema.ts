import { CLUSTER_SCHEMA } from './cluster-spec';

/** Editors know `default` for values only; words follow the description, which they show as it is. */
function withWords(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('byDefault' in value) || !('description' in value)) return value;
  const { byDefault, ...rest } = value;
  return { ...rest, description: `${String(value.description)} By default: ${String(byDefault)}.` };
}

/** The schema of `cluster.yaml` for editors, as the text of `cluster.schema.json`. */
export const clusterJsonSchema = (): string =>
  `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', title: 'cluster.yaml of cdk8s-metal', ...CLUSTER_SCHEMA }, withWords, 2)}\n`;
