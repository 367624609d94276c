import { DISK, MEMORY, PART_OF_DISK, meantQuantity, meantUnit } from '../../../cluster/values/meant-quantity';
import { tryParseQuantity } from '../../../cluster/values/quantity';

/** What was written, what is meant of a disk, and of memory. */
const WRITTEN: readonly (readonly [text: string, disk: string, memory: string])[] = [
  ['1TB', '1T', '1Ti'],
  ['1 TB', '1T', '1Ti'],
  ['1 T B', '1T', '1Ti'],
  ['1Tb', '1T', '1Ti'],
  ['1tb', '1T', '1Ti'],
  ['1t', '1T', '1Ti'],
  ['1.5Tb', '1.5T', '1.5Ti'],
  ['1,5 TB', '1.5T', '1.5Ti'],
  ['1.50TB', '1.5T', '1.5Ti'],
  ['.5TB', '0.5T', '0.5Ti'],
  ['500 GB', '500G', '500Gi'],
  ['500gb', '500G', '500Gi'],
  ['1,000GB', '1000G', '1000Gi'],
  ['1 000 GB', '1000G', '1000Gi'],
  ['1,000,000 MB', '1000000M', '1000000Mi'],
  ['16GB', '16G', '16Gi'],
  ['16 GB', '16G', '16Gi'],
  ['16g', '16G', '16Gi'],
  ['16 G', '16G', '16Gi'],
  ['512MB', '512M', '512Mi'],
  ['512m', '512M', '512Mi'],
  ['16000000KB', '16000000k', '16000000Ki'],
  ['16000000K', '16000000k', '16000000Ki'],
  ['1PB', '1P', '1Pi'],
  ['1TiB', '1Ti', '1Ti'],
  ['2 tib', '2Ti', '2Ti'],
  ['0.5 GiB', '0.5Gi', '0.5Gi'],
  ['8gi', '8Gi', '8Gi'],
  ['8 Gi', '8Gi', '8Gi'],
  ['931.51 GiB', '931.51Gi', '931.51Gi'],
  ['64000000KiB', '64000000Ki', '64000000Ki'],
  ['500 gigabytes', '500G', '500Gi'],
  ['1 terabyte', '1T', '1Ti'],
  ['16 gigs', '16G', '16Gi'],
  ['16 gibibytes', '16Gi', '16Gi'],
  ['16기가', '16G', '16Gi'],
  ['1 테라바이트', '1T', '1Ti'],
  ['１６ＧＢ', '16G', '16Gi'],
  ['16㎇', '16G', '16Gi'],
  ['~1TB', '1T', '1Ti'],
  ['1TB SSD', '1T', '1Ti'],
  ['16GB DDR4', '16G', '16Gi'],
  ['1000204886016 bytes', '1000204886016', '1000204886016'],
  ['1,000,204,886,016 bytes', '1000204886016', '1000204886016'],
  ['1e12', '1T', '1T'],
  ['5e11', '500G', '500G'],
];

test.each(WRITTEN)('who writes %j means %s of a disk, and %s of memory', (text, disk, memory) => {
  const anyDisk = { ...DISK, least: undefined };
  expect([meantQuantity(text, anyDisk), meantQuantity(text, MEMORY)]).toEqual([disk, memory]);
});

test.each([
  '',
  'big',
  'TB',
  '1 XB',
  '1TBB',
  '-1TB',
  '1-2TB',
  '0 GB',
  '500 B',
  '1.5 bytes',
  '1000204886016.5 bytes',
  '1Mbit',
  '5 constructor',
  '4%',
  '1TB/2',
  'e12',
  '1e99',
])('what %j means cannot be told', (text) => expect([meantQuantity(text, DISK), meantQuantity(text, MEMORY)]).toEqual([undefined, undefined]));

test.each([
  ['16', MEMORY, '16Gi'],
  ['16384', MEMORY, '16384Mi'],
  ['16314272', MEMORY, '16314272Ki'],
  ['17179869184', MEMORY, undefined],
  ['1', DISK, '1T'],
  ['1.5', DISK, '1.5T'],
  ['500', DISK, '500G'],
  ['953869', DISK, '953869M'],
  ['1000204886016', DISK, undefined],
  ['60', PART_OF_DISK, '60G'],
  ['61440', PART_OF_DISK, '61440M'],
  ['0', DISK, undefined],
  ['16Gi', MEMORY, undefined],
])('the number %s has lost its unit: %#', (text, measure, meant) => {
  expect(meantUnit(text, measure)).toBe(meant);
});

/** Sectors of a disk of as many gigabytes on its label. @see https://idema.org/wp-content/downloads/2169.pdf (LBA1-03) */
const bytesOf = (gigabytes: number): bigint => 512n * BigInt(97_696_368 + 1_953_504 * (gigabytes - 50));

test.each([120, 128, 240, 250, 256, 480, 500, 512, 960, 1000, 1024, 1920, 2000, 3840, 4000, 8000, 12_000, 18_000, 22_000])(
  'what is proposed for a disk of %i GB on its label is within the hundredth that preflight allows',
  (gigabytes) => {
    for (const label of [`${gigabytes}GB`, `${gigabytes} gb`, `${gigabytes / 1000}TB`, `${gigabytes / 1000} tb`]) {
      const proposed = tryParseQuantity(meantQuantity(label, DISK) ?? '')?.bytes ?? 0n;
      const difference = proposed - bytesOf(gigabytes);
      expect(difference < 0n ? -difference : difference).toBeLessThanOrEqual(proposed / 100n);
    }
  },
);
