import { plainText } from './plain-text';
import { type Quantity, tryParseQuantity } from './quantity';

/** How amounts of one sort are written on labels and by tools, where they are not written as Kubernetes writes them. */
export interface Measure {
  /** What GB stands for: a billion bytes, as on the label of a disk, or 2^30, as on that of memory. */
  readonly gigabyte: 'G' | 'Gi';
  /** What is less is refused. */
  readonly least: Quantity | undefined;
  /** The unit of a number without one: the first whose limit the number is below. */
  readonly bare: readonly (readonly [below: number, unit: string])[];
}

/** Memory of a machine. Tools print it in gigabytes, megabytes (free -m) and kilobytes (/proc/meminfo). */
export const MEMORY: Measure = {
  gigabyte: 'Gi',
  least: undefined,
  bare: [
    [2 ** 10, 'Gi'],
    [2 ** 20, 'Mi'],
    [2 ** 29, 'Ki'],
  ],
};

/** A whole disk. */
export const DISK: Measure = {
  gigabyte: 'G',
  // Of less, little is left beside what Ceph keeps for itself.
  least: tryParseQuantity('10Gi'),
  bare: [
    [30, 'T'],
    [10 ** 5, 'G'],
    [10 ** 8, 'M'],
  ],
};

/** A part of a disk. */
export const PART_OF_DISK: Measure = {
  gigabyte: 'G',
  // Rook passes over less.
  least: tryParseQuantity('1Gi'),
  bare: [
    [10 ** 4, 'G'],
    [10 ** 7, 'M'],
  ],
};

/** A volume, for a program's data. */
export const VOLUME_SIZE: Measure = { gigabyte: 'G', least: undefined, bare: [[10 ** 4, 'G']] };

/** Words that tools and people put before `byte`, in lower case. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['', ''],
  ...[...'kmgtp'].flatMap((letter) => ['', 'i'].map((binary): [string, string] => [`${letter}${binary}`, `${letter}${binary}`])),
  ...Object.entries({ kilo: 'k', mega: 'm', meg: 'm', megs: 'm', giga: 'g', gig: 'g', gigs: 'g', tera: 't', peta: 'p' }),
  ...Object.entries({ kibi: 'ki', mebi: 'mi', gibi: 'gi', tebi: 'ti', pebi: 'pi', 킬로: 'k', 메가: 'm', 기가: 'g', 테라: 't', 페타: 'p' }),
]);

const NUMBER = /^(?:\d{1,3}(?:[,_ ]\d{3})+|\d{1,15})?(?:[.]\d*)?/;

/** What stands behind a unit on a label. */
const KIND_OF_HARDWARE = /\s*(?:ssd|hdd|nvme|disk|ram|memory|메모리|ddr\d\w*)$/;

const BYTES = /\s*(?:bytes?|bs?|바이트)$/;

/** `1.50` and `.5` without what they do not need: `1.5` and `0.5`. */
const plainNumber = (digits: string): string => {
  const [whole = '', fraction = ''] = digits.split('.');
  const rest = fraction.slice(0, 6).replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '') || '0'}${rest === '' ? '' : `.${rest}`}`;
};

/** Powers of ten that a program writes, such as 1e12, with the largest unit that leaves a whole number. */
function ofExponent(text: string): string | undefined {
  const [, mantissa = '', zeros = ''] = /^([1-9]\d{0,2})e\+?(\d{1,2})$/.exec(text) ?? [];
  const exponent = Number(zeros);
  if (mantissa === '' || exponent < 3 || exponent > 17) return undefined;
  return `${mantissa}${'0'.repeat(exponent % 3)}${['', 'k', 'M', 'G', 'T', 'P'][Math.floor(exponent / 3)] ?? ''}`;
}

/** The unit as Kubernetes writes it. */
function unitOf(word: string, { gigabyte }: Measure): string | undefined {
  const prefix = PREFIXES.get(word.replace(BYTES, '').trim()) ?? PREFIXES.get(word.trim());
  if (prefix === undefined || prefix === '') return prefix;
  const [letter = '', binary = gigabyte.slice(1)] = prefix;
  return `${letter === 'k' && binary === '' ? 'k' : letter.toUpperCase()}${binary}`;
}

/** The amount meant by a number without a unit; undefined where it may be bytes. */
export function meantUnit(text: string, { bare }: Measure): string | undefined {
  const number = /^\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  const unit = bare.find(([below]) => number < below)?.[1];
  return number === 0 || unit === undefined ? undefined : `${number}${unit}`;
}

/** The amount meant by `1TB`, `16 gb`, `1,5 TB`, `2 TiB` or `16기가`, as Kubernetes writes it; undefined where that cannot be told. */
export function meantQuantity(text: string, measure: Measure): string | undefined {
  const plain = plainText(text)
    .replace(/^[~≈]\s*/, '')
    .replace(KIND_OF_HARDWARE, '');
  // A comma with three digits behind it separates thousands; any other one is a decimal point.
  const pointed = /^\d+,(?!\d{3}(?!\d))\d+/.test(plain) ? plain.replace(',', '.') : plain;
  const [written = ''] = NUMBER.exec(pointed) ?? [];
  const number = plainNumber(written.replace(/[,_ ]/g, ''));
  const exponent = ofExponent(pointed.replace(BYTES, ''));
  const unit = unitOf(pointed.slice(written.length), measure);
  const meant = exponent ?? (/\d/.test(written) && unit !== undefined ? `${number}${unit}` : undefined);
  // Bytes are whole, and a number that is too small for them has lost its unit.
  if (meant !== undefined && /\d$/.test(meant) && (meant.includes('.') || meantUnit(meant, measure) !== undefined)) return undefined;
  return meant !== undefined && (tryParseQuantity(meant)?.bytes ?? 0n) >= (measure.least?.bytes ?? 1n) ? meant : undefined;
}

/** Why a text is not an amount of bytes above zero, and what was meant. */
export interface QuantityProblem {
  /** What is wrong, as the predicate of a sentence. */
  readonly problem: string;
  /** The amount that was meant, as Kubernetes writes it; undefined where that cannot be told. */
  readonly meant: string | undefined;
}

/** What is wrong with an amount; undefined where it is one. */
export function quantityProblem(text: string, measure: Measure): QuantityProblem | undefined {
  const withUnit = meantUnit(text, measure);
  if (withUnit !== undefined) return { problem: 'has no unit', meant: withUnit };
  if ((tryParseQuantity(text)?.bytes ?? 0n) > 0n) return undefined;
  return { problem: 'is not an amount of bytes', meant: meantQuantity(text, measure) };
}
