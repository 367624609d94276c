import { readCluster } from '../../../cluster/define';
import { formatProblem } from '../../../cluster/values/problem';

const YAML = `
controlPlane: { endpoint: { vip: 192.168.0.10 } }
storage: { rook: STORAGE }
nodes:
  - { name: cp1, address: 192.168.0.11, role: control-plane }
  - { name: cp2, address: 192.168.0.12, role: control-plane }
  - { name: cp3, address: 192.168.0.13, role: control-plane }
  - { name: w1, address: 192.168.0.21, disks: [{ device: /dev/disk/by-id/w1 }] }
  - { name: w2, address: 192.168.0.22, disks: [{ device: /dev/disk/by-id/w2 }] }
`;

const read = (storage: string) => readCluster(YAML.replace('STORAGE', storage));

const monitorsIn = ({ cluster }: ReturnType<typeof read>) => (cluster?.storage.kind === 'rook' ? cluster.storage.mons : undefined);

const aboutMonitors = ({ problems }: ReturnType<typeof read>) => problems.map((problem) => formatProblem(problem)).filter((line) => line.includes('monitor'));

test('field section 8: 3 control planes + 2 workers with disks: one monitor, and a warning that names monsOnControlPlanes', () => {
  const told = read('{}');
  expect(monitorsIn(told)).toBe(1);
  expect(aboutMonitors(told)).toEqual([
    'warning: storage.rook has one monitor, because 2 machines stay and take workloads; while it is gone, all storage waits; set storage.rook.monsOnControlPlanes: true: with control planes there are machines for 3',
  ]);
});

test('3 control planes + 2 workers with disks: with monsOnControlPlanes there are three monitors, and nothing to say of them', () => {
  const silent = read('{ monsOnControlPlanes: true }');
  expect(monitorsIn(silent)).toBe(3);
  expect(aboutMonitors(silent)).toEqual([]);
});
