import { error } from '../problem';
import { type Rule, repeated } from './rule';

const KERNEL_NAME = /^\/dev\/(sd[a-z]+|hd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+|dm-\d+|md\d+|loop\d+)(p?\d+)?$/;

const STABLE_NAME = /^\/dev\/disk\/by-(id|path)\/[\w.:@+=,-]+$/;

/** Disks are named so that the name stays with the disk. */
export const diskDevice: Rule = ({ nodes }) =>
  nodes.flatMap(({ name, disks }, index) =>
    disks.flatMap(({ device }, place) => {
      const path = ['nodes', index, 'disks', place, 'device'];
      if (STABLE_NAME.test(device)) return [];
      if (KERNEL_NAME.test(device)) {
        return [
          error(
            path,
            device,
            'is a name that the kernel may give to another disk after a reboot',
            `run ls -l /dev/disk/by-id/ on ${name} and use the name that points to it`,
          ),
        ];
      }
      return [error(path, device, 'is no name that stays with a disk', 'use one below /dev/disk/by-id/ or /dev/disk/by-path/')];
    }),
  );

/** A machine's disk is listed once. */
export const duplicateDisk: Rule = ({ nodes }) =>
  nodes.flatMap(({ disks }, index) =>
    repeated([...disks.entries()], ([, { device }]) => device || undefined).map(({ value: [place, { device }], first: [other] }) =>
      error(['nodes', index, 'disks', place, 'device'], device, `is already nodes[${index}].disks[${other}]`, 'list each disk of a machine once'),
    ),
  );
