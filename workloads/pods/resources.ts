import { amountOf, isWhole } from '../fields/amount';
import { isKey } from '../fields/names';
import { shown } from '../fields/table';
import type { Amount, Container } from './container';

/** What a container may ask for by a name without a prefix. */
const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];

/** Kubernetes measures processors in thousandths. */
const CPU_STEP = 1_000_000n;

const isHugePages = (name: string): boolean => name.startsWith('hugepages-');

function nameProblems(who: string, path: string, name: string): readonly string[] {
  if (STANDARD.includes(name) || isHugePages(name)) return [];
  if (name.includes('/') && isKey(name)) return [];
  return [`${who} has ${path}, which no machine has; give cpu, memory or ephemeral-storage, or the full name of a device, such as example.com/gpu`];
}

function amountProblems(who: string, path: string, name: string, amount: Amount): readonly string[] {
  const wrong = (what: string, repair: string): readonly string[] => [`${who} has ${path}${shown(amount)}, which ${what}; ${repair}`];
  const size = amountOf(amount);
  if (size === undefined) return wrong('is not an amount', 'write it as Kubernetes does, such as 100m or 64Mi');
  if (size < 0n) return wrong('is negative', 'give 0 or more');
  if (name === 'cpu' && size % CPU_STEP !== 0n) return wrong('is less than Kubernetes can measure', 'give thousandths at least, such as 1m');
  if (!STANDARD.includes(name) && !isWhole(size)) return wrong('is not a whole number', 'give one');
  return [];
}

/** Of huge pages a container gets what it asks for: no less than its limit. */
function hugePageProblems(who: string, name: string, request: Amount | undefined, limit: Amount | undefined): readonly string[] {
  const isSame = request === undefined || (limit !== undefined && amountOf(request) === amountOf(limit));
  return isSame
    ? []
    : [
        `${who} has requests.${name} ${request}, and limits.${name} is ${limit ?? 'missing'}; Kubernetes gives what is asked for and no more: give both the same`,
      ];
}

function pairProblems(who: string, name: string, request: Amount | undefined, limit: Amount | undefined): readonly string[] {
  const exact = !STANDARD.includes(name);
  if (exact) return hugePageProblems(who, name, request, limit);
  const [asked, most] = [request, limit].map((amount) => (amount === undefined ? undefined : amountOf(amount)));
  if (asked === undefined || most === undefined || asked <= most) return [];
  return [`${who} has requests.${name} ${request ?? ''}, more than its limits.${name} ${limit ?? ''}; ask for no more than the limit`];
}

/** What is wrong with the amounts that a container, or a pod, asks for and is limited to. */
export function amountsProblems(who: string, { requests = {}, limits = {} }: NonNullable<Container['resources']>): readonly string[] {
  const lists = { requests, limits } as const;
  const names = [...new Set([...Object.keys(requests), ...Object.keys(limits)])];
  return [
    ...(['requests', 'limits'] as const).flatMap((list) =>
      Object.entries(lists[list]).flatMap(([name, amount]) => [
        ...nameProblems(who, `resources.${list}.${name}`, name),
        ...amountProblems(who, `resources.${list}.${name}`, name, amount),
      ]),
    ),
    ...names.flatMap((name) => pairProblems(who, name, requests[name], limits[name])),
  ];
}
