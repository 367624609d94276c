import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Column, Subresources } from '../../crd/definition';
import type { StructuralSchema } from '../../crd/schema';

/** A CustomResourceDefinition as it stands in a file. */
export interface CustomResourceDefinition {
  readonly apiVersion: string;
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: 'Cluster' | 'Namespaced';
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly schema: { readonly openAPIV3Schema: StructuralSchema };
      readonly subresources?: Subresources;
      readonly additionalPrinterColumns?: readonly Column[];
    }[];
  };
}

const folder = process.env['UPSTREAM'] ?? resolve(__dirname, '../../../shared/upstream');

/** Whether the manifests of the upstream projects are on this machine. */
export const upstreamIsHere = existsSync(folder);

/** `describe` where upstream's manifests are; else a skipped one whose title says how to get them. */
export const describeWithUpstream = (title: string, tests: () => void): void =>
  upstreamIsHere ? describe(title, tests) : describe.skip(`${title} (skipped: set UPSTREAM to a folder with the manifests of the upstream projects)`, tests);

const isDefinition = (document: unknown): document is CustomResourceDefinition =>
  typeof document === 'object' && document !== null && 'kind' in document && document.kind === 'CustomResourceDefinition';

/** All CustomResourceDefinitions in the files directly in a project's folder, for example `rook-v1.20.6`; of all projects when none is named. */
export function definitions(project?: string): readonly CustomResourceDefinition[] {
  const projects = project === undefined ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])) : [project];
  return projects
    .flatMap((name) => readdirSync(join(folder, name)).flatMap((file) => (/\.ya?ml$/.test(file) ? [join(folder, name, file)] : [])))
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes('kind: CustomResourceDefinition'))
    .flatMap((text) => parseAllDocuments(text).map((document): unknown => document.toJS()))
    .filter(isDefinition);
}

/** The one definition with this name, for example `installations.operator.tigera.io`. */
export function definition(project: string, name: string): CustomResourceDefinition {
  const found = definitions(project).find((candidate) => candidate.metadata.name === name);
  if (!found) throw new Error(`${project} has no CustomResourceDefinition ${name}`);
  return found;
}
