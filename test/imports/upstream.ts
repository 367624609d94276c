import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Resource, defineResource } from '../../crd/schema/definition';
import type { CustomResourceDefinition, DefinedVersion } from '../../crd/schema/manifest';
import { foreign } from '../../crd/schema/schema';
import { definitionsBelow } from '../../scripts/parity/definitions';

export type { CustomResourceDefinition } from '../../crd/schema/manifest';

const folder = process.env['UPSTREAM'] ?? resolve(__dirname, '../../../shared/upstream');

/** Whether the manifests of the upstream projects are here. */
export const upstreamIsHere = existsSync(folder);

/** `describe` where upstream's manifests are here; else a skipped one whose title says how to get them. */
export const describeWithUpstream = (title: string, tests: () => void): void =>
  upstreamIsHere ? describe(title, tests) : describe.skip(`${title} (skipped: set UPSTREAM to a folder with the manifests of the upstream projects)`, tests);

/** All CustomResourceDefinitions of the upstream projects. */
export const definitions = (): readonly CustomResourceDefinition[] => definitionsBelow(folder).map(({ definition }) => definition);

const versionProps = ({ additionalPrinterColumns, schema, subresources }: DefinedVersion) => ({
  schema: foreign(schema.openAPIV3Schema),
  ...(subresources && { subresources }),
  ...(additionalPrinterColumns && { columns: additionalPrinterColumns }),
});

/** An upstream definition as a kind of imports/. */
export function resourceOf({ spec: { group, names, scope, versions } }: CustomResourceDefinition): Resource {
  const [main, ...others] = [...versions].sort((a, b) => Number(b.storage) - Number(a.storage));
  if (!main) throw new Error(`${names.kind} has no version`);
  const extraVersions = others.map((version) => ({ name: version.name, served: version.served, ...versionProps(version) }));
  return defineResource({ group, version: main.name, kind: names.kind, plural: names.plural, scope, ...versionProps(main), extraVersions });
}
