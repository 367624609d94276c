import { tryParseDuration } from './duration';
import { plainText } from './plain-text';

/** Names of units, in lower case, and Go's own. Go has no days. */
const UNITS: readonly (readonly [unit: string, names: readonly string[]])[] = [
  ['w', ['w', 'wk', 'wks', 'week', 'weeks', '주']],
  ['d', ['d', 'day', 'days', '일']],
  ['h', ['h', 'hr', 'hrs', 'hour', 'hours', '시간']],
  ['m', ['m', 'mn', 'min', 'mins', 'minute', 'minutes', '분']],
  ['s', ['s', 'sec', 'secs', 'second', 'seconds', '초']],
  ['ms', ['ms', 'msec', 'msecs', 'milli', 'millis', 'millisecond', 'milliseconds', '밀리초']],
  ['us', ['us', 'μs', 'usec', 'usecs', 'microsecond', 'microseconds']],
  ['ns', ['ns', 'nsec', 'nanosecond', 'nanoseconds']],
];

const HOURS: Readonly<Partial<Record<string, number>>> = { w: 7 * 24, d: 24 };

const PART = /\s*(\d{1,9}(?:[.,]\d{1,6})?|[.,]\d{1,6})\s*([a-zμ가-힣]*)\.?\s*(?:(?:,|and|그리고)\s+)?/y;

const unitOf = (name: string): string | undefined => UNITS.find(([, names]) => names.includes(name))?.[0];

/** The unit of the number in `1h30`: the next smaller one. */
const below = (unit: string | undefined): string | undefined => ({ h: 'm', m: 's' })[unit ?? ''];

/** Numbers with units in words: `5 minutes`, `1 hour and 30 min`, `1h30`. */
function inWords(text: string): readonly string[] {
  let [meant, last]: [string, string | undefined] = ['', undefined];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const [, digits, name = '']: readonly string[] = PART.exec(text) ?? [];
    const unit: string | undefined = name === '' ? below(last) : unitOf(name);
    if (digits === undefined || unit === undefined) return [];
    const number = digits.replace(',', '.');
    const hours = HOURS[unit];
    meant += hours === undefined ? `${number}${unit}` : `${Number((Number(number) * hours).toFixed(3))}h`;
    last = unit;
  }
  return [meant];
}

/** `1:30:00`, where it is sure what the numbers are, and `1:30`, where it is not. */
function fromClock(text: string): readonly string[] {
  const parts = /^\d{1,3}(?::[0-5]\d){1,2}$/.test(text) ? text.split(':').map((part) => part.replace(/^0+(?=\d)/, '')) : [];
  const spelled = (units: string): string => parts.map((number, index) => (number === '0' ? '' : `${number}${units.charAt(index)}`)).join('');
  return parts.length === 3 ? [spelled('hms')] : parts.length === 2 ? [spelled('hm'), spelled('ms')] : [];
}

/** `PT1H30M`. @see https://en.wikipedia.org/wiki/ISO_8601#Durations */
const fromIso = (text: string): readonly string[] => (/^p(?:\d+d)?t?(?:\d+[hms])+$/.test(text) ? inWords(text.replace(/[pt]/g, '')) : []);

/** The durations that may be meant, as Go writes them: one for `5 minutes` or `1h30`, several for `90` or `1:30`, none where that cannot be told. */
export function meantDurations(text: string): readonly string[] {
  const plain = plainText(text);
  const bare = /^\d{1,9}(?:[.,]\d{1,6})?$/.test(plain) ? ['s', 'm', 'h'].map((unit) => `${plain.replace(',', '.')}${unit}`) : undefined;
  const meant = [bare, fromClock(plain), fromIso(plain), inWords(plain)].find((found) => (found?.length ?? 0) > 0) ?? [];
  return meant.filter((one) => (tryParseDuration(one)?.seconds ?? 0) > 0);
}
