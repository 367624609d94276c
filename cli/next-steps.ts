import { join } from 'node:path';
import { quote } from '../bootstrap/shell';
import type { Cluster } from '../cluster/model/cluster';

/** As a shell takes it, with quotes only where it needs them. */
const word = (path: string): string => (/^[\w./+@%,-]+$/.test(path) ? path : quote(path));

/** What a user does with the folder that was written: first what changes nothing. */
export function nextSteps({ nodes, network }: Pick<Cluster, 'network' | 'nodes'>, output: string): readonly string[] {
  const program = word(join(output, 'bootstrap/cluster.sh'));
  const [first, ...others] = nodes.map(({ name }) => name);
  const machines = others.length === 0 ? (first ?? '') : `${first ?? ''} and ${others.length} other ${others.length === 1 ? 'machine' : 'machines'}`;
  const plugin = network.cni.kind === 'none' ? ' you install a network plugin,' : '';
  return [
    `${output} is written. Next: ${program} plan asks ${machines} over ssh what there is to do, and changes nothing;`,
    `then ${program} up makes the cluster,${plugin} and ${program} apply brings the manifests.`,
  ];
}
