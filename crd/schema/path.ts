/** The path of a field: `spec.cidr`; keys that are no words stand in brackets. */
export const fieldPath = (path: string, name: string): string => {
  if (!/^[\w-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
};

/** The path of a list's item: `spec.ipPools[0]`. */
export const itemPath = (path: string, index: number): string => `${path}[${index}]`;
