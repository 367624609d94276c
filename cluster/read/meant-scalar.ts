import { tryParseDuration } from '../values/duration';
import { meantDurations } from '../values/meant-duration';
import { plainText } from '../values/plain-text';

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', 'on', '1', 'enable', 'enabled', '예', '네', '참'].map((word): [string, boolean] => [word, true]),
  ...['false', 'no', 'n', 'off', '0', 'none', 'disable', 'disabled', '아니요', '아니오', '거짓'].map((word): [string, boolean] => [word, false]),
]);

/** The boolean meant by `yes`, `On` or `"true"`. */
export const meantBoolean = (text: string): boolean | undefined => WORDS.get(plainText(text));

/** What is written beside a number although the field says it: a unit, a protocol, the mark of a prefix length or of a port. */
const NUMBER = /^[/:x]?\s*(\d{1,6}|\d{1,3}(?:[,_]\d{3})+)(?:\.0+)?\s*(?:\/(?:tcp|udp)|x|bytes?|b|copies|replicas|times|개|번|벌)?$/;

/** The whole number meant by `"3"`, `3x`, `/26` or, in a field whose name ends in Seconds, `1m`. */
export function meantNumber(text: string, field: string): number | undefined {
  const plain = plainText(text);
  const [, digits] = NUMBER.exec(plain) ?? [];
  if (digits !== undefined) return Number(digits.replace(/[,_]/g, ''));
  const [duration, ...others] = field.endsWith('Seconds') ? [tryParseDuration(plain)?.text ?? [], meantDurations(plain)].flat() : [];
  return duration === undefined || others.some((other) => other !== duration) ? undefined : tryParseDuration(duration)?.seconds;
}
