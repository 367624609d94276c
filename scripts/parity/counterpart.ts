import type { Resource } from '../../crd/schema/definition';
import { type CustomResourceDefinition, customResourceDefinition } from '../../crd/schema/manifest';
import type { StructuralSchema } from '../../crd/schema/schema';
import { differences } from './differences';

/** The group that a kind is stored in. Calico's API server serves projectcalico.org and stores crd.projectcalico.org; only the latter has CustomResourceDefinitions. */
const storedGroup = (group: string): string => (group === 'projectcalico.org' ? 'crd.projectcalico.org' : group);

/** Whether an upstream definition describes a kind of imports/, or the kind that it is stored as. */
export const describes = ({ spec }: CustomResourceDefinition, { group, kind }: Resource): boolean =>
  spec.group === storedGroup(group) && spec.names.kind === kind;

const specOf = (schema: StructuralSchema | undefined): StructuralSchema | undefined => schema?.properties?.['spec'];

/** Differences between a kind of imports/ and its upstream definition that the API server acts on. Where the definition is of the stored kind, only the specs are compared. */
export const differencesOf = (resource: Resource, upstream: CustomResourceDefinition): readonly string[] =>
  upstream.spec.group === resource.group
    ? differences(customResourceDefinition(resource), upstream)
    : differences(specOf(resource.schema), specOf(upstream.spec.versions[0]?.schema.openAPIV3Schema));
