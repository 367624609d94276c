import type { Disk } from '../model/cluster';
import type { DraftNode } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { tryParseKernelVersion } from '../values/kernel-version';
import { type Path, error } from '../values/problem';
import { type Quantity, meantQuantity, tryParseQuantity } from '../values/quantity';
import { type Report, addresses, parsed } from './notation';

type NodeSpec = ClusterSpec['nodes'][number];

function bytes(path: Path, text: string | undefined, example: string, report: Report): Quantity | undefined {
  if (text === undefined) return undefined;
  const meant = meantQuantity(text);
  const repair = meant === undefined ? `write a number and a unit, such as ${example}` : `write ${meant}`;
  return parsed(text, tryParseQuantity, () => error(path, text, 'is not an amount of bytes', repair), report)[0];
}

const completeDisk = (path: Path, spec: NonNullable<NodeSpec['disks']>[number], report: Report): Disk => ({
  device: spec.device,
  size: bytes([...path, 'size'], spec.size, '1T or 500G', report),
  deviceClass: spec.deviceClass,
  metadataDevice: spec.metadataDevice,
  databaseSize: bytes([...path, 'databaseSize'], spec.databaseSize, '60Gi', report),
  encrypted: spec.encrypted ?? false,
  osdsPerDevice: spec.osdsPerDevice ?? DEFAULTS.osdsPerDevice,
});

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
    memory: bytes(['nodes', index, 'memory'], spec.memory, '16Gi', report),
    kernel: kernelOf(['nodes', index, 'kernel'], spec.kernel, report),
    disks: (spec.disks ?? []).map((disk, place) => completeDisk(['nodes', index, 'disks', place], disk, report)),
    temporary: spec.temporary ?? false,
    labels: spec.labels ?? {},
    taints: (spec.taints ?? []).map(({ key, value, effect }) => ({ key, value, effect })),
  };
}
