import { join, resolve } from 'node:path';
import { App, Chart, Include } from 'cdk8s';

// What many do instead: a cdk8s app that takes upstream's files as they are.
const upstream = process.env['UPSTREAM'] ?? resolve(__dirname, '../../../shared/upstream');
const app = new App();
for (const name of ['tigera-operator', 'custom-resources']) {
  new Include(new Chart(app, name), 'upstream', { url: join(upstream, 'calico-v3.32.1', `${name}.yaml`) });
}
app.synth();
