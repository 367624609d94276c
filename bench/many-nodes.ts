import { stringify } from 'yaml';

/** A cluster.yaml with this many machines, one of them a control plane, in networks that have room for all. */
export function manyNodes(count: number): string {
  const nodes = Array.from({ length: count }, (_, index) => {
    const host = index + 1;
    return {
      name: `node-${host}`,
      address: `172.16.${Math.floor(host / 250)}.${(host % 250) + 1}`,
      role: index === 0 ? 'control-plane' : 'worker',
      disks: [{ device: `/dev/disk/by-id/nvme-disk-of-node-${host}`, size: '1Ti' }],
    };
  });
  return stringify({ name: 'many', network: { nodeCidr: '172.16.0.0/12', podCidr: '10.0.0.0/8', serviceCidr: '192.168.0.0/16' }, nodes });
}
