/** The path of a field: `spec.cidr`, or `labels["a/b"]` for a key with other characters than letters, digits, `_` and `-`. */
export const fieldPath = (path: string, name: string): string => {
  if (!/^[\w-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
};

/** The path of an item of a list: `spec.ipPools[0]`. */
export const itemPath = (path: string, index: number): string => `${path}[${index}]`;
