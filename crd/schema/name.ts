const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const WHOLE_LABEL = new RegExp(`^${LABEL}$`);
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const WORD = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LONGEST_WORD = 63;

/** Whether a text is an RFC 1123 label: lower case letters, digits and hyphens, at most 63 characters. */
export const isDnsLabel = (text: string): boolean => text.length <= LONGEST_WORD && WHOLE_LABEL.test(text);

/** Whether a text is an RFC 1123 subdomain: labels with dots between them, at most 253 characters. */
export const isDnsSubdomain = (text: string): boolean => text.length <= 253 && SUBDOMAIN.test(text);

/** Whether a text is an RFC 1035 label: an RFC 1123 label that begins with a letter. */
export const isDns1035Label = (text: string): boolean => isDnsLabel(text) && /^[a-z]/.test(text);

/** Whether a text can be the value of a label. */
export const isLabelValue = (text: string): boolean => text === '' || (text.length <= LONGEST_WORD && WORD.test(text));

/** Whether a text can be the key of a label or annotation, or a finalizer: a word, or a subdomain, a slash and a word. */
export function isQualifiedName(text: string): boolean {
  const parts = text.split('/');
  const [prefix, word = ''] = parts.length === 1 ? [undefined, parts[0]] : parts;
  return parts.length <= 2 && word.length <= LONGEST_WORD && WORD.test(word) && (prefix === undefined || isDnsSubdomain(prefix));
}
