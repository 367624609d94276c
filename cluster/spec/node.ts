import { Type } from '@sinclair/typebox';
import { DEFAULTS } from './defaults';
import { choice, fields, flag, number, text } from './fields';

const disk = fields(
  {
    device: text('A name that stays with the disk: below /dev/disk/by-id/ or /dev/disk/by-path/.', {
      examples: ['/dev/disk/by-id/nvme-Samsung_SSD_990_PRO_1TB_S6Z1NJ0W123456'],
    }),
    size: Type.Optional(text('What the disk must measure, so that a wrong disk is noticed.', { byDefault: 'not checked', examples: ['1T'] })),
    deviceClass: Type.Optional(
      text('Class of the disk: hdd, ssd, nvme or a name of your own, which pools can ask for.', { byDefault: 'found by Ceph', examples: ['ssd'] }),
    ),
    metadataDevice: Type.Optional(
      text("A faster disk of the same machine, by a name that stays, for this disk's databases.", {
        byDefault: 'none',
        examples: ['/dev/disk/by-id/nvme-Samsung_SSD_990_PRO_1TB_S6Z1NJ0W123456'],
      }),
    ),
    databaseSize: Type.Optional(
      text('Room for the database of each OSD of this disk on metadataDevice: 1 to 4 % of the disk. At least 1Gi.', {
        byDefault: 'Ceph divides metadataDevice among the disks that it gets with it',
        examples: ['60Gi'],
      }),
    ),
    encrypted: Type.Optional(flag('Encrypts what is written to the disk; Ceph keeps the key. The same for all disks of a machine.', { default: false })),
    osdsPerDevice: Type.Optional(
      number('Ceph daemons that share the disk: more than one only for a fast NVMe disk.', 1, 16, { default: DEFAULTS.osdsPerDevice }),
    ),
  },
  'A disk for storage.',
);

const taint = fields(
  {
    key: text('Key of the taint.', { examples: ['dedicated'] }),
    value: Type.Optional(text('Value of the taint.', { byDefault: 'none', examples: ['storage'] })),
    effect: choice(['NoExecute', 'NoSchedule', 'PreferNoSchedule'], { description: 'What happens to pods that do not tolerate it.' }),
  },
  'Keeps pods away that do not tolerate it.',
);

/** A machine. */
export const node = fields(
  {
    name: text('Host name of the machine and name of the Kubernetes node.', { examples: ['desktop-1'] }),
    address: text('Static address of the machine. Dual stack: IPv4 and IPv6, in the order of nodeCidr, with a comma between them.', {
      examples: ['192.168.0.11'],
    }),
    role: Type.Optional(choice(['control-plane', 'worker'], { description: 'What the machine is for.', default: DEFAULTS.role })),
    arch: Type.Optional(choice(['amd64', 'arm64'], { description: 'CPU architecture.', default: DEFAULTS.arch })),
    memory: Type.Optional(
      text("Memory of the machine, which Ceph's parts on it are sized to; without it they are sized to little.", {
        byDefault: 'not known',
        examples: ['16Gi'],
      }),
    ),
    kernel: Type.Optional(text('Kernel that the machine runs, as uname -r prints it.', { byDefault: 'not known', examples: ['6.8.0-90-generic'] })),
    disks: Type.Optional(Type.Array(disk, { description: 'Disks that storage may take as a whole; they must be empty.', byDefault: 'none' })),
    temporary: Type.Optional(flag('Whether the machine is going to leave again: it carries no Ceph monitor.', { default: false })),
    labels: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Labels of the node.', byDefault: 'none', examples: [{ room: 'attic' }] })),
    taints: Type.Optional(Type.Array(taint, { description: 'Taints of the node, beside the one that control planes have.', byDefault: 'none' })),
  },
  'A machine.',
);
