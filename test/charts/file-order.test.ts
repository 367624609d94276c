import { App, Chart } from 'cdk8s';
import { MetalCluster } from '../../charts/metal-cluster';
import { plainObject } from '../../objects/plain-object';
import { exampleCluster } from './example-cluster';

/** What a synth says of an App with a cluster, and charts of somebody's own. */
function said(build: (app: App, metal: MetalCluster) => unknown): readonly string[] {
  const app = new App();
  build(app, new MetalCluster(app, 'home', { cluster: exampleCluster() }));
  return app.node.findAll().flatMap(({ node }) => node.validate().map((problem) => `[${node.path}] ${problem}`));
}

const ORDER = 'cluster.sh apply and kubectl apply take files in the order of their names';
const anew = (source: string, target: string, id: string): string =>
  `[home] chart ${source} depends on ${target}, for which cdk8s would number all files anew; leave addDependency out and begin the id of the chart with a number, such as 0900-${id}: ${ORDER}`;

describe("addDependency of a user's charts renumbers our files, and is refused", () => {
  test('between a chart and one of ours', () => {
    expect(
      said((app, metal) => {
        const calico = metal.charts['0110-calico'];
        if (calico !== undefined) new Chart(app, 'shop').addDependency(calico);
      }),
    ).toEqual([anew('shop', '0110-calico', 'shop')]);
  });

  test('between two charts, and between objects in them, each once', () => {
    const build = (app: App): void => {
      const [shop, db] = [new Chart(app, 'shop'), new Chart(app, 'db')];
      const objects = [shop, db].map((chart) => plainObject(chart, 'ConfigMap', { metadata: { name: 'x', namespace: 'shop' }, data: {} }));
      objects.forEach((object) =>
        plainObject(shop, 'ConfigMap', { metadata: { name: `y-${object.node.path.length}`, namespace: 'shop' } }).addDependency(object),
      );
      shop.addDependency(db);
    };
    expect(said(build)).toEqual([anew('shop', 'db', 'shop')]);
  });

  test('on the cluster as a whole', () => {
    expect(said((app, metal) => new Chart(app, 'shop').node.addDependency(metal))).toEqual([anew('shop', 'home', 'shop')]);
  });

  test('and so is a chart in a chart', () => {
    expect(said((app) => new Chart(new Chart(app, 'shop'), 'api'))).toEqual([
      `[home] chart shop holds chart shop/api, for which cdk8s would number all files anew; add it to the App, with an id that begins with a number, such as 0900-api: ${ORDER}`,
    ]);
  });
});

test('objects of one chart may depend on each other', () => {
  const build = (app: App): void => {
    const chart = new Chart(app, '0900-shop');
    const [one, other] = ['one', 'other'].map((name) => plainObject(chart, 'ConfigMap', { metadata: { name, namespace: 'shop' } }));
    if (one !== undefined && other !== undefined) one.addDependency(other);
  };
  expect(said(build)).toEqual([]);
});
