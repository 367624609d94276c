import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Resource, defineResource } from '../../crd/schema/definition';
import type { CustomResourceDefinition, DefinedVersion } from '../../crd/schema/manifest';
import { foreign } from '../../crd/schema/schema';
import { definitionsBelow } from './definitions';

export type { CustomResourceDefinition } from '../../crd/schema/manifest';

const folder = process.env['UPSTREAM'] ?? resolve(__dirname, '../../../shared/upstream');

/** Whether the manifests of the upstream projects are on this machine. */
export const upstreamIsHere = existsSync(folder);

/** `describe` where upstream's manifests are; else a skipped one whose title says how to get them. */
export const describeWithUpstream = (title: string, tests: () => void): void =>
  upstreamIsHere ? describe(title, tests) : describe.skip(`${title} (skipped: set UPSTREAM to a folder with the manifests of the upstream projects)`, tests);

/** All CustomResourceDefinitions of a project, for example `rook-v1.20.6`; of all projects when none is named. */
export const definitions = (project = ''): readonly CustomResourceDefinition[] => definitionsBelow(join(folder, project)).map(({ definition }) => definition);

/** The one definition with this name, for example `installations.operator.tigera.io`. */
export function definition(project: string, name: string): CustomResourceDefinition {
  const found = definitions(project).find((candidate) => candidate.metadata.name === name);
  if (!found) throw new Error(`${project} has no CustomResourceDefinition ${name}`);
  return found;
}

const described = ({ additionalPrinterColumns, schema, subresources }: DefinedVersion) => ({
  schema: foreign(schema.openAPIV3Schema),
  ...(subresources && { subresources }),
  ...(additionalPrinterColumns && { columns: additionalPrinterColumns }),
});

/** The kind that a definition describes, as if it were ours. */
export function resourceOf({ spec: { group, names, scope, versions } }: CustomResourceDefinition): Resource {
  const [main, ...others] = [...versions].sort((a, b) => Number(b.storage) - Number(a.storage));
  if (!main) throw new Error(`${names.kind} has no version`);
  const extraVersions = others.map((version) => ({ name: version.name, served: version.served, ...described(version) }));
  return defineResource({ group, version: main.name, kind: names.kind, plural: names.plural, scope, ...described(main), extraVersions });
}
