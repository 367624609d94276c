import type { Constants } from './data/constants';
import { type CommandLine, PRINTING } from './verb';
import { VERSION } from './version';

/** What `node.sh` can be asked for, in the order of its usage. */
export const NODE_COMMANDS: CommandLine = {
  groups: [
    {
      title: 'On a machine, as root:',
      verbs: [
        { words: 'plan', options: ['--node'], needs: ['root', 'node'], help: 'what prepare and change would do here; exit code 3 when there is something' },
        { words: 'preflight', options: ['--node'], needs: ['root', 'node'], help: 'what keeps the machine from becoming the node, or else its facts' },
        {
          words: 'prepare',
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'everything that the machine needs before it inits or joins',
        },
        { words: 'init', options: ['--node'], needs: ['change', 'root', 'lock', 'node'], help: 'make the cluster, on its first control plane' },
        {
          words: 'invite',
          arguments: ['NODE'],
          options: ['--node'],
          needs: ['change', 'root', 'node'],
          help: 'on that control plane: print what NODE needs for joining, for a pipe; it holds a secret',
        },
        {
          words: 'join',
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'join the cluster; reads what invite printed on standard input',
        },
        {
          words: 'change',
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'on a member: make it as cluster.yaml says now, where that is safe: certificate, flags',
        },
        {
          words: 'marks',
          arguments: ['[NODE...]'],
          options: ['--node'],
          needs: ['root', 'node'],
          help: 'on that control plane: which labels and taints mark would change; exit code 3 when there is something',
        },
        {
          words: 'mark',
          arguments: ['[NODE...]'],
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'on that control plane: give nodes the labels and taints that cluster.yaml says now',
        },
        {
          words: 'names',
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'write who the other machines are, as cluster.yaml says now, and nothing else',
        },
        { words: 'members', options: ['--node'], needs: ['root', 'node'], help: 'on that control plane: who is in etcd, and who answers' },
        {
          words: 'remove-member',
          arguments: ['NODE'],
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'on that control plane: take NODE out of etcd, before its data goes',
        },
        {
          words: 'step-down',
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'let another control plane have the address of the API server; up takes it back',
        },
        { words: 'boot', options: ['--node'], needs: ['root', 'node'], help: 'which start of this machine this is, and since when' },
        {
          words: 'reboot',
          arguments: ['BOOT'],
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'reboot, if this start is still the one that boot printed',
        },
        { words: 'status', options: ['--node'], needs: ['root', 'node'], help: 'what is installed and running' },
        { words: 'facts', options: ['--node'], needs: ['root', 'node'], help: 'what cluster.sh compares between machines' },
        { words: 'disks', options: ['--node'], needs: ['root', 'node'], help: 'what is on the disks that Ceph gets' },
        {
          words: 'wipe-disk',
          arguments: ['DEVICE'],
          options: ['--serial', '--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'make a disk of cluster.yaml empty: what is on it is lost; without --serial only say what is on it',
        },
        {
          words: 'forget-storage',
          options: ['--node'],
          needs: ['change', 'root', 'lock', 'node'],
          help: 'after cluster.sh storage teardown: remove what a Ceph that is gone kept in /var/lib/rook',
        },
        { words: 'reset', options: ['--node'], needs: ['change', 'root', 'lock', 'node'], help: 'undo all of this, and only this' },
      ],
    },
    {
      title: 'Anywhere:',
      verbs: [{ words: 'config', options: ['--node'], needs: ['node'], help: 'print the kubeadm documents of a node' }, ...PRINTING],
    },
  ],
  options: [
    { name: '--node', value: 'NODE', help: 'which node this machine is; without it, the one that has its host name or one of its addresses' },
    { name: '--serial', value: 'SERIAL', help: 'serial number of the disk that is to be wiped' },
  ],
};

/** What `cluster.sh` can be asked for, in the order of its usage. */
export const CLUSTER_COMMANDS: CommandLine = {
  groups: [
    {
      title: 'At the desk, for all machines or those of --node:',
      verbs: [
        {
          words: 'plan',
          options: ['--kubeconfig', '--node'],
          needs: ['node'],
          help: 'what up would do, and what differs from cluster.yaml; exit code 3 when there is something',
        },
        {
          words: 'up',
          options: ['--kubeconfig', '--node'],
          needs: ['change', 'node'],
          help: 'make the cluster: prepare all machines, init the control plane, join the others, change what cluster.yaml says otherwise, fetch the kubeconfig',
        },
        { words: 'apply', needs: ['change', 'node'], help: 'put the manifests beside this program into the cluster, stage by stage' },
        { words: 'status', options: ['--node'], needs: ['node'], help: 'machines, versions, readiness' },
        {
          words: 'down',
          options: ['--yes', '--kubeconfig', '--node'],
          needs: ['change', 'node'],
          help: 'reset the machines: the cluster and what it holds are gone; asks for the name of the cluster first',
        },
      ],
    },
    {
      title: 'One machine or some, while the others work:',
      verbs: [
        {
          words: 'add',
          arguments: ['NODE', '[NODE...]'],
          options: ['--plan', '--kubeconfig'],
          needs: ['change', 'node'],
          help: 'what up does, for these machines only; the others learn their names',
        },
        {
          words: 'remove',
          arguments: ['NODE', '[NODE...]'],
          options: ['--gone', '--plan', '--yes'],
          needs: ['change', 'node'],
          help: 'take machines out of the cluster for good: pods, disks of Ceph, etcd, kubeadm reset, node; asks for their names first',
        },
        {
          words: 'reboot',
          arguments: ['[NODE...]'],
          options: ['--plan'],
          needs: ['change', 'node'],
          help: 'reboot machines one after the other: drained before, and well again before the next one',
        },
      ],
    },
    {
      title: 'Ceph and its disks:',
      verbs: [
        { words: 'storage status', needs: ['node'], help: 'health, disks, placement groups and capacity of Ceph' },
        {
          words: 'storage drain',
          arguments: ['NODE'],
          needs: ['change', 'node'],
          help: 'take a machine out of work, when Ceph can do without it; noout is set',
        },
        { words: 'storage return', arguments: ['NODE'], needs: ['change', 'node'], help: 'take it into work again; noout is taken back' },
        {
          words: 'storage replace-disk',
          arguments: ['NODE', 'DEVICE'],
          options: ['--serial', '--force'],
          needs: ['change', 'node'],
          help: 'make the disk a new one for Ceph: what was on it moves elsewhere first, disks that are gone are given up',
        },
        {
          words: 'storage remove-osd',
          arguments: ['ID'],
          options: ['--serial', '--force'],
          needs: ['change', 'node'],
          help: 'give up an OSD whose disk is not in cluster.yaml any more, or gone',
        },
        {
          words: 'storage wipe-disk',
          arguments: ['NODE', 'DEVICE'],
          options: ['--serial'],
          needs: ['change', 'node'],
          help: 'make a disk of cluster.yaml empty: what is on it is lost',
        },
        {
          words: 'storage teardown',
          options: ['--yes', '--force'],
          needs: ['change', 'node'],
          help: 'destroy Ceph and all data in it; asks for the name of the cluster first',
        },
      ],
    },
    { title: 'Without any machine:', verbs: PRINTING },
  ],
  options: [
    { name: '--node', value: 'NODE...', help: 'only this machine; may be repeated' },
    { name: '--kubeconfig', value: 'PATH', help: 'where up puts the kubeconfig; without it ~/.kube and the name of the cluster' },
    { name: '--serial', value: 'SERIAL', help: 'serial number of the disk that is to be wiped; without it they say which one it is' },
    { name: '--force', help: 'of disks: it is enough that others have the data, too; of teardown: let go what finalizers hold' },
    { name: '--gone', help: 'the machine is lost and does not answer: nothing is done on it' },
    { name: '--plan', help: 'only say what would be done; exit code 3 when there is something' },
    { name: '--yes', help: 'do not ask' },
  ],
};

/** The rows of a program as lists that bash goes through by the same index, and the version that it says. */
export function verbConstants({ groups, options }: CommandLine): Constants {
  const rows = groups.flatMap(({ title, verbs }) => verbs.map((verb) => ({ title, ...verb })));
  const joined = (words: readonly string[] = []): string => words.join(' ');
  return {
    PROGRAM_VERSION: VERSION,
    VERBS: rows.map(({ words }) => words),
    // What follows the words, the options that go with them, and what must hold: with spaces between them.
    VERB_ARGUMENTS: rows.map((row) => joined(row.arguments)),
    VERB_OPTIONS: rows.map((row) => joined(row.options)),
    VERB_NEEDS: rows.map((row) => joined(row.needs)),
    VERB_HELP: rows.map(({ help }) => help),
    // The headline that each stands below.
    VERB_TITLES: rows.map(({ title }) => title),
    OPTION_NAMES: options.map(({ name }) => name),
    // Nothing: a switch.
    OPTION_VALUES: options.map(({ value }) => value ?? ''),
    OPTION_HELP: options.map(({ help }) => help),
  };
}
