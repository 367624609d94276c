import { describeDemo, eventually, isReady } from './demo';

type Labels = Readonly<Record<string, string>>;
interface Selector {
  readonly matchLabels?: Labels;
}
interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
}
interface Port {
  readonly port: number;
  readonly protocol: string;
}
interface Policy {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly { readonly from: readonly Peer[]; readonly ports: readonly Port[] }[];
    readonly egress?: readonly { readonly to: readonly Peer[]; readonly ports: readonly Port[] }[];
  };
}
interface End {
  readonly labels: Labels;
  readonly namespace: string;
}

const chooses = ({ matchLabels = {} }: Selector, labels: Labels): boolean => Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

/** The rule of NetworkPolicy in a few lines: a peer without namespaceSelector is in the namespace of the policy. */
const isPeer = (end: End, { podSelector = {}, namespaceSelector }: Peer, home: string): boolean =>
  chooses(podSelector, end.labels) &&
  (namespaceSelector === undefined ? end.namespace === home : chooses(namespaceSelector, { 'kubernetes.io/metadata.name': end.namespace }));

describeDemo('0575-demo-network-policy', (demo) => {
  const policies = async () =>
    (await demo().get<{ readonly items: readonly Policy[] }>(`/apis/networking.k8s.io/v1/namespaces/${demo().namespace}/networkpolicies`)).items;

  /** Whether the policies in the API server let one end speak with the other; nobody enforces them here, on simulated nodes. */
  async function mayReach(from: End, to: End, port: number, protocol = 'TCP'): Promise<boolean> {
    const about = (end: End, type: string, all: readonly Policy[]) =>
      end.namespace === demo().namespace ? all.filter(({ spec }) => spec.policyTypes.includes(type) && chooses(spec.podSelector, end.labels)) : [];
    const all = await policies();
    const isAllowed = (
      mine: readonly Policy[],
      rules: (policy: Policy) => readonly { readonly peers: readonly Peer[]; readonly ports: readonly Port[] }[],
      other: End,
    ) =>
      mine.length === 0 ||
      mine
        .flatMap(rules)
        .some(
          ({ peers, ports }) =>
            peers.some((peer) => isPeer(other, peer, demo().namespace)) && ports.some((one) => one.port === port && one.protocol === protocol),
        );
    return (
      isAllowed(about(from, 'Egress', all), ({ spec: { egress = [] } }) => egress.map(({ to: peers, ports }) => ({ peers, ports })), to) &&
      isAllowed(about(to, 'Ingress', all), ({ spec: { ingress = [] } }) => ingress.map(({ from: peers, ports }) => ({ peers, ports })), from)
    );
  }

  const dns: End = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
  const elsewhere: End = { namespace: 'default', labels: { 'app.kubernetes.io/name': 'client' } };

  /** The labels are those of real pods. */
  async function end(name: string): Promise<End> {
    const [pod] = await eventually(
      `${name} is ready`,
      () => demo().pods(`app.kubernetes.io/name=${name}`),
      (pods) => pods.length === 1 && pods.every(isReady),
    );
    return { namespace: demo().namespace, labels: pod?.metadata.labels ?? {} };
  }

  test('the client reaches the web server, on its port; nobody else does, and nobody reaches the client', async () => {
    const [web, client, stranger] = [await end('web'), await end('client'), await end('stranger')];
    expect({
      'client to web': await mayReach(client, web, 8080),
      'client to another port of web': await mayReach(client, web, 22),
      'stranger to web': await mayReach(stranger, web, 8080),
      'elsewhere to web': await mayReach(elsewhere, web, 8080),
      'elsewhere to client': await mayReach(elsewhere, client, 8080),
      'web to client': await mayReach(web, client, 8080),
      'stranger to elsewhere': await mayReach(stranger, elsewhere, 8080),
    }).toEqual({
      'client to web': true,
      'client to another port of web': false,
      'stranger to web': false,
      'elsewhere to web': false,
      'elsewhere to client': false,
      'web to client': false,
      'stranger to elsewhere': false,
    });
  });

  test.each(['web', 'client', 'stranger'])('%s may ask DNS', async (name) => {
    expect([await mayReach(await end(name), dns, 53, 'UDP'), await mayReach(await end(name), dns, 53), await mayReach(await end(name), dns, 443)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('without the one policy that denies, the stranger would reach what no policy is about', async () => {
    const [client, stranger] = [await end('client'), await end('stranger')];
    demo().kubectl('delete', 'networkpolicy', 'default-deny', 'all-may-ask-dns');
    expect([await mayReach(stranger, elsewhere, 8080), await mayReach(stranger, client, 8080)]).toEqual([true, true]);
  });
});
