import { App, Chart, Include } from 'cdk8s';
import { join, resolve } from 'node:path';

// What many do instead: a cdk8s app that takes upstream's files as they are.
const upstream = process.env['UPSTREAM'] ?? resolve(__dirname, '../../../shared/upstream');

const FILES: Readonly<Record<string, readonly string[]>> = {
  'calico-v3.32.1': ['tigera-operator', 'custom-resources'],
  'rook-v1.20.6': [
    ...['crds', 'common', 'csi-operator', 'operator', 'cluster', 'pool', 'filesystem', 'toolbox'],
    ...['rbd', 'cephfs'].flatMap((driver) => [`csi/${driver}/storageclass`, `csi/${driver}/snapshotclass`]),
  ],
  'external-snapshotter-v8.6.0': [
    ...['volumesnapshotclasses', 'volumesnapshotcontents', 'volumesnapshots'].map((plural) => `snapshot.storage.k8s.io_${plural}`),
    ...['rbac-snapshot-controller', 'setup-snapshot-controller'],
  ],
};

const app = new App();
for (const [release, files] of Object.entries(FILES)) {
  for (const file of files) new Include(new Chart(app, file.replaceAll(/[/_.]/g, '-')), 'upstream', { url: join(upstream, release, `${file}.yaml`) });
}
app.synth();
