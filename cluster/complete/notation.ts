import { type Address, type AddressRange, type Cidr, type Family, tryParseAddress, tryParseCidr, tryParseRange } from '../values/cidr';
import { meantAddress, meantCidr, meantRange } from '../values/meant-network';
import { type Path, type Problem, at, error } from '../values/problem';

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

/** Reads one network, as a list of one; an empty list, and a report, where it is none. */
function cidr(path: Path, text: string, report: Report): readonly Cidr[] {
  const complaint = () => error(path, text, 'is not a network', `write ${meantCidr(text) ?? 'an address and a prefix length, such as 192.168.0.0/24'}`);
  const values = parsed(text, tryParseCidr, complaint, report);
  for (const value of values) {
    if (tryParseAddress(text.split('/')[0] ?? '')?.value !== value.first) report(error(path, text, 'has host bits set', `write ${value.text}`));
  }
  return values;
}

/** Reads the field of a network, or of two. */
export const cidrs = (path: Path, text: string, report: Report): readonly Cidr[] =>
  pair(
    path,
    text,
    parts(text).flatMap((part) => cidr(path, part, report)),
    report,
  );

/** Reads a list of networks. */
export const cidrList = (path: Path, texts: readonly string[], report: Report): readonly Cidr[] =>
  texts.flatMap((text, index) => cidr(at(path, index), text, report));

/** Reads the field of an address, or of two. */
export function addresses(path: Path, text: string, report: Report): readonly Address[] {
  const complaint = (part: string) => () =>
    error(path, part, 'is not an address', `write ${meantAddress(part) ?? 'an IPv4 address such as 192.168.0.11, or an IPv6 address such as fd00::11'}`);
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
        error(
          ['network', 'loadBalancerAddresses', index],
          text,
          'is neither a range nor a network',
          `write ${meantRange(text) ?? '192.168.0.200-192.168.0.220 or 192.168.0.208/28'}`,
        ),
      report,
    ),
  );
