import { plainText } from '../../../cluster/values/plain-text';

test.each([
  ['１６ＧＢ ', '16gb'],
  ['16㎇', '16gb'],
  ['\u00a05 Minutes', '5 minutes'],
  ['x'.repeat(65), ''],
])('%j is read as %j', (text, plain) => expect(plainText(text)).toBe(plain));
