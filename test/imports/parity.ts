import type { Resource } from '../../crd/schema/definition';
import { type CustomResourceDefinition, customResourceDefinition } from '../../crd/schema/manifest';
import type { StructuralSchema } from '../../crd/schema/schema';
import { differences } from '../crd/parity';

/** Calico's API server serves what it stores as another group's kind, of which alone there is a definition. */
const storedGroup = (group: string): string => (group === 'projectcalico.org' ? 'crd.projectcalico.org' : group);

/** Whether a definition of upstream's describes a kind of ours, or the kind that it is stored as. */
export const describes = ({ spec }: CustomResourceDefinition, { group, kind }: Resource): boolean =>
  spec.group === storedGroup(group) && spec.names.kind === kind;

const specOf = (schema: StructuralSchema | undefined): StructuralSchema | undefined => schema?.properties?.['spec'];

/** Where a kind of ours differs from upstream's definition in what the API server acts on; in its spec, where the definition is of what it is stored as. */
export const differencesOf = (resource: Resource, upstream: CustomResourceDefinition): readonly string[] =>
  upstream.spec.group === resource.group
    ? differences(customResourceDefinition(resource), upstream)
    : differences(specOf(resource.schema), specOf(upstream.spec.versions[0]?.schema.openAPIV3Schema));
