const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** `1.33 TB`: decimal as disks are sold, three digits, and rather too little than too much. */
export function bytesInWords(bytes: bigint): string {
  const power = Math.min(UNITS.length - 1, Math.floor((bytes.toString().length - 1) / 3));
  const hundredths = Number((bytes * 100n) / 10n ** BigInt(3 * power));
  const decimals = hundredths >= 10_000 ? 0 : hundredths >= 1000 ? 1 : 2;
  return `${Math.floor(hundredths / 10 ** (2 - decimals)) / 10 ** decimals} ${UNITS[power] ?? ''}`;
}
