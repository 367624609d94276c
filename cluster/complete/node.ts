import type { Disk } from '../cluster';
import { DEFAULTS } from '../defaults';
import type { DraftNode } from '../draft';
import { type Path, error } from '../problem';
import { tryParseQuantity } from '../quantity';
import type { ClusterSpec } from '../spec';
import { type Report, addresses, parsed } from './notation';

type NodeSpec = ClusterSpec['nodes'][number];

function completeDisk(path: Path, spec: NonNullable<NodeSpec['disks']>[number], report: Report): Disk {
  const [size] =
    spec.size === undefined
      ? []
      : parsed(
          spec.size,
          tryParseQuantity,
          () => error([...path, 'size'], spec.size, 'is not an amount of bytes', 'write a number and a unit, such as 1Ti or 500G'),
          report,
        );
  return { device: spec.device, size };
}

/** A machine, with its defaults. */
export function completeNode(spec: NodeSpec, index: number, report: Report): DraftNode {
  return {
    name: spec.name,
    addresses: addresses(['nodes', index, 'address'], spec.address, report),
    role: spec.role ?? DEFAULTS.role,
    arch: spec.arch ?? DEFAULTS.arch,
    disks: (spec.disks ?? []).map((disk, place) => completeDisk(['nodes', index, 'disks', place], disk, report)),
    temporary: spec.temporary ?? false,
    labels: spec.labels ?? {},
    taints: (spec.taints ?? []).map(({ key, value, effect }) => ({ key, value, effect })),
  };
}
