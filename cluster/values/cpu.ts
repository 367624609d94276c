/** Thousandths of a processor, as Kubernetes writes them: `250m`, `2` or `0.5`; undefined for anything else. */
export function tryParseCpu(text: string): number | undefined {
  const [, whole, fraction = '', milli] = /^(\d{1,6})(?:\.(\d{1,3}))?(m?)$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  if (milli === 'm') return fraction === '' ? Number(whole) : undefined;
  return Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
}
