import { interfaceText } from './declarations';
import { type Described, isGroup } from './described';

interface Named {
  readonly name: string;
  readonly schema: Described;
}

/** `blockPools[]` holds a BlockPoolSpec. */
const nameOf = (field: string, isItem: boolean): string => `${field.charAt(0).toUpperCase()}${field.slice(1, isItem && field.endsWith('s') ? -1 : undefined)}`;

/** All groups of fields below one, itself first. A name that another group has begins with that of its owner: RookNetworkSpec. */
function groups(root: Named): readonly Named[] {
  const found: Named[] = [root];
  const visit = ({ name: owner, schema }: Named): void => {
    for (const [field, child] of Object.entries(schema.properties ?? {})) {
      const group = child.items ?? child;
      if (!isGroup(group) || found.some((known) => known.schema.properties === group.properties)) continue;
      const name = nameOf(field, child.items !== undefined);
      const taken = found.some((known) => known.name === `${name}Spec`);
      const named = { name: `${taken ? owner.replace(/Spec$/, '') : ''}${name}Spec`, schema: group };
      found.push(named);
      visit(named);
    }
  };
  visit(root);
  return found;
}

/** The interfaces of a spec as TypeScript text: one for each group of fields. */
export function specInterfaces(root: Named): string {
  const all = groups(root);
  const names = new Map<object, string>(all.map(({ name, schema }) => [schema.properties ?? {}, name]));
  return all.map(({ name, schema }) => interfaceText(name, schema, (properties) => names.get(properties))).join('\n');
}
