import { type Pair, Document, isScalar, visit } from 'yaml';

/** Text that is text for every YAML parser: kubeadm's takes more for numbers than the library knows of, such as 0o17, 1_000 and 12:30. */
const PLAIN = /^[A-Za-z/][\w./:-]*$/;

/** `apiVersion` and `kind` say what a document is, so they stand above the other keys; these are sorted. */
const FIRST = ['kind', 'apiVersion'];

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

function byKey(a: Pair, b: Pair): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  const rank = FIRST.indexOf(right) - FIRST.indexOf(left);
  return rank !== 0 ? rank : Number(left > right) - Number(left < right);
}

function documentYaml(value: object): string {
  const document = new Document(value, { schema: 'yaml-1.1', sortMapEntries: byKey, aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && !PLAIN.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** The documents as one YAML text, the same bytes for the same values. */
export const renderYaml = (documents: readonly object[]): string => documents.map(documentYaml).join('---\n');
