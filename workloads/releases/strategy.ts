import { Construct } from 'constructs';
import { namespaceIn } from '../../objects/chart-namespace';

interface StrategyProps {
  /** What its user calls it: `RollingRelease`. */
  readonly kind: string;
  readonly name: string;
  /** @default that of the Chart */
  readonly namespace?: string;
}

/** Marks which pods a release looks after, so that two of them do not fight for the same ones. */
export class Strategy extends Construct {
  private readonly title: string;
  private readonly workload: string;

  public constructor(scope: Construct, { kind, name, namespace }: StrategyProps) {
    super(scope, 'Strategy');
    this.title = `${kind} ${scope.node.path}`;
    this.workload = `${namespaceIn(scope, namespace) ?? ''}/${name}`;
    scope.node.addValidation({ validate: () => this.problems() });
  }

  private problems(): string[] {
    const all = this.node.root.node.findAll().filter((node) => node instanceof Strategy);
    const first = all.find(({ workload }) => workload === this.workload);
    if (first === undefined || first === this) return [];
    return [`${this.workload} is released by ${first.title} already; choose one strategy, or give this release another name`];
  }
}
