import type { Disk } from '../model/cluster';
import type { DraftNode } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { tryParseKernelVersion } from '../values/kernel-version';
import { type Measure, DISK, MEMORY, PART_OF_DISK, quantityProblem } from '../values/meant-quantity';
import { plainText } from '../values/plain-text';
import { type Path, error } from '../values/problem';
import { type Quantity, tryParseQuantity } from '../values/quantity';
import { type Report, addresses, parsed } from './notation';

type NodeSpec = ClusterSpec['nodes'][number];

/** An amount of bytes of a sort. */
interface Amount {
  readonly text: string | undefined;
  readonly measure: Measure;
  /** One that is written right. */
  readonly example: string;
  /** What a share in percent is one of. */
  readonly whole?: Quantity | undefined;
}

/** The amount of `4%`, in billions of bytes. */
function shareOf(text: string, whole: Quantity | undefined): string | undefined {
  const [, percent] = /^(\d{1,2}(?:\.\d{1,2})?) ?%$/.exec(plainText(text)) ?? [];
  const gigabytes = percent === undefined || whole === undefined ? 0 : Math.round((Number(whole.bytes) * Number(percent)) / 10 ** 11);
  return gigabytes < 2 ? undefined : `${gigabytes}G`;
}

function bytes(path: Path, { text, measure, example, whole }: Amount, report: Report): Quantity | undefined {
  if (text === undefined) return undefined;
  const found = quantityProblem(text, measure);
  if (found === undefined) return tryParseQuantity(text);
  const share = shareOf(text, whole);
  const written = share === undefined ? found.meant?.replace(/^\d+$/, '"$&", in quotes') : `${share}, which is ${text} of size`;
  report(error(path, text, found.problem, `write ${written ?? `a number and a unit, such as ${example}`}`));
  return undefined;
}

function completeDisk(path: Path, spec: NonNullable<NodeSpec['disks']>[number], report: Report): Disk {
  const size = bytes([...path, 'size'], { text: spec.size, measure: DISK, example: '1T or 500G' }, report);
  const database: Amount = { text: spec.databaseSize, measure: PART_OF_DISK, example: '60Gi', whole: size };
  return {
    device: spec.device,
    size,
    deviceClass: spec.deviceClass,
    metadataDevice: spec.metadataDevice,
    databaseSize: bytes([...path, 'databaseSize'], database, report),
    encrypted: spec.encrypted ?? false,
    osdsPerDevice: spec.osdsPerDevice ?? DEFAULTS.osdsPerDevice,
  };
}

function kernelOf(path: Path, text: string | undefined, report: Report): DraftNode['kernel'] {
  if (text === undefined) return undefined;
  const complaint = () => error(path, text, 'is not a version of a kernel', 'write what uname -r prints on the machine, such as 6.8.0-90-generic');
  return parsed(text, tryParseKernelVersion, complaint, report)[0];
}

/** A machine, with its defaults. */
export function completeNode(spec: NodeSpec, index: number, report: Report): DraftNode {
  return {
    name: spec.name,
    addresses: addresses(['nodes', index, 'address'], spec.address, report),
    role: spec.role ?? DEFAULTS.role,
    arch: spec.arch ?? DEFAULTS.arch,
    memory: bytes(['nodes', index, 'memory'], { text: spec.memory, measure: MEMORY, example: '16Gi' }, report),
    kernel: kernelOf(['nodes', index, 'kernel'], spec.kernel, report),
    disks: (spec.disks ?? []).map((disk, place) => completeDisk(['nodes', index, 'disks', place], disk, report)),
    temporary: spec.temporary ?? false,
    labels: spec.labels ?? {},
    taints: (spec.taints ?? []).map(({ key, value, effect }) => ({ key, value, effect })),
  };
}
