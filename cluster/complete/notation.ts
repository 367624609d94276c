import { type Address, type AddressRange, type Cidr, type Family, tryParseAddress, tryParseCidr, tryParseRange } from '../values/cidr';
import { type Path, type Problem, error } from '../values/problem';

/** Takes a problem; completing goes on. */
export type Report = (problem: Problem) => void;

/** The parsed value as a list of one; an empty list, and a report, where it cannot be parsed. */
export function parsed<T>(text: string, parse: (text: string) => T | undefined, complaint: () => Problem, report: Report): readonly T[] {
  const value = parse(text);
  if (value !== undefined) return [value];
  report(complaint());
  return [];
}

/** One value, or two of different families with a comma between them: kubeadm's and the kubelet's notation. */
const parts = (text: string): readonly string[] => text.split(',').map((part) => part.trim());

function pair<T extends { readonly family: Family }>(path: Path, text: string, values: readonly T[], report: Report): readonly T[] {
  const [first, second] = values;
  if (values.length > 2 || (first !== undefined && first.family === second?.family)) {
    report(error(path, text, 'has two of one family', 'write one, or one of IPv4 and one of IPv6 with a comma between them'));
  }
  return values;
}

/** Reads the field of a network, or of two. */
export function cidrs(path: Path, text: string, report: Report): readonly Cidr[] {
  const complaint = (part: string) => () => error(path, part, 'is not a network', 'write an address and a prefix length, such as 192.168.0.0/24');
  const written = parts(text);
  const values = written.flatMap((part) => parsed(part, tryParseCidr, complaint(part), report));
  // Where one of them is missing, the places no longer match.
  for (const [index, part] of values.length === written.length ? written.entries() : []) {
    const value = values[index];
    if (value !== undefined && tryParseAddress(part.split('/')[0] ?? '')?.value !== value.first) {
      report(error(path, part, 'has host bits set', `write ${value.text}`));
    }
  }
  return pair(path, text, values, report);
}

/** Reads the field of an address, or of two. */
export function addresses(path: Path, text: string, report: Report): readonly Address[] {
  const complaint = (part: string) => () =>
    error(path, part, 'is not an address', 'write an IPv4 address such as 192.168.0.11, or an IPv6 address such as fd00::11');
  return pair(
    path,
    text,
    parts(text).flatMap((part) => parsed(part, tryParseAddress, complaint(part), report)),
    report,
  );
}

/** Reads the ranges of addresses for load balancers. */
export const ranges = (texts: readonly string[], report: Report): readonly AddressRange[] =>
  texts.flatMap((text, index) =>
    parsed(
      text,
      tryParseRange,
      () =>
        error(['network', 'loadBalancerAddresses', index], text, 'is neither a range nor a network', 'write 192.168.0.200-192.168.0.220 or 192.168.0.208/28'),
      report,
    ),
  );
