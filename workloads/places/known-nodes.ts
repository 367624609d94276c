import { Construct, type IConstruct } from 'constructs';
import { type Problem, warning } from '../../cluster/values/problem';
import type { Place } from './node-names';
import type { Placement } from './placement';
import { unknownNames } from './placement-problems';

/** What is known of the nodes of an App's cluster, and whom to tell. */
export interface KnownNodesProps {
  /** The nodes that there are. */
  readonly places: readonly Place[];
  /** Called with each warning. */
  readonly warn: (warning: Problem) => void;
}

/** The nodes of the cluster whose manifests are in the same App: who places pods there is told of names that none of them has. */
export class KnownNodes extends Construct {
  private readonly told = new Set<string>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: KnownNodesProps,
  ) {
    super(scope, id);
  }

  /** A warning only, unlike what `placementIn` says: labels and taints may come from elsewhere. Once, although a synth may validate many times. */
  public hear(who: IConstruct, placements: readonly Placement[]): void {
    const plain = placements.filter(({ places }) => places === undefined);
    for (const text of unknownNames(plain.map((placement) => ({ ...placement, places: this.props.places })))) {
      const [problem = '', repair = ''] = `${who.constructor.name} ${who.node.path}: ${text}`.split(/; (?=[^;]*$)/);
      if (this.told.has(problem)) continue;
      this.told.add(problem);
      this.props.warn(warning([], undefined, problem, repair));
    }
  }
}

/** Has the nodes of the App's cluster, if there is one, hear where pods are placed. */
export function tellNodes(who: IConstruct, placements: readonly Placement[]): void {
  if (placements.length === 0) return;
  for (const nodes of who.node.root.node.findAll()) if (nodes instanceof KnownNodes) nodes.hear(who, placements);
}
