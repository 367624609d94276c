import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { podTemplate } from '../../workloads/pods/pod';
import { fileServer } from './small-server';

const metadata = { name: 'machine', namespace: 'demo-host-path' };
const matchLabels = { app: 'machine' };

/**
 * A file of each machine, shown by a pod on it: for agents that look after machines, and nothing else.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export class DemoHostPath extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const template = podTemplate(
      {
        container: fileServer({ volumeMounts: [{ name: 'release', mountPath: '/www/os-release', readOnly: true }] }),
        // With the type, a machine without the file keeps the pod waiting, instead of making an empty folder of its name.
        volumes: [{ name: 'release', hostPath: { path: '/usr/lib/os-release', type: 'File' } }],
      },
      matchLabels,
    );
    plainObject(this, 'DaemonSet', { metadata, spec: { selector: { matchLabels }, template } });
  }
}
