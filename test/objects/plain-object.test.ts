import { App, Chart } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { type Plain, type PlainObjectProps, plainObject } from '../../objects/plain-object';
import { asObjects } from '../charts/objects';

/* The lines below `@ts-expect-error` are the test: the type check of this file fails when one of them is accepted. */

type Pod = Plain<k8s.PodSpec>;

const template = { metadata: { labels: { app: 'x' } } };
const selector = { matchLabels: { app: 'x' } };
const container = { name: 'x', image: 'x:1' };

describe("an object of Kubernetes' own kinds", () => {
  test('takes fields as Kubernetes spells them, and numbers and text where cdk8s-plus-28 has classes', () => {
    const headers = [{ name: 'a', value: 'b' }];
    const probe = { httpGet: { path: '/', port: 'http', httpHeaders: headers } };
    const spec: Pod = { hostPID: true, containers: [{ ...container, resources: { requests: { cpu: '100m', memory: 1024 } }, livenessProbe: probe }] };
    const props: PlainObjectProps<'DaemonSet'> = { metadata: { name: 'x' }, spec: { selector, template: { ...template, spec } } };
    const chart = new Chart(new App(), 'chart');
    plainObject(chart, 'DaemonSet', props);
    expect(asObjects(chart.toJson())).toEqual([{ apiVersion: 'apps/v1', kind: 'DaemonSet', ...props }]);
  });

  test('takes volumes of other makers as Kubernetes spells them', () => {
    const volumes: NonNullable<Pod['volumes']>[number][] = [
      { name: 'aws', awsElasticBlockStore: { volumeID: 'x' } },
      { name: 'azure', azureDisk: { diskName: 'x', diskURI: 'x' } },
      { name: 'fc', fc: { targetWWNs: ['x'], lun: 1 } },
      { name: 'flocker', flocker: { datasetUUID: 'x' } },
      { name: 'photon', photonPersistentDisk: { pdID: 'x' } },
      { name: 'scale', scaleIO: { gateway: 'x', secretRef: { name: 'x' }, system: 'x' } },
      { name: 'vsphere', vsphereVolume: { volumePath: 'x', storagePolicyID: 'x' } },
    ];
    // @ts-expect-error cdk8s-plus-28 spells it so, and Kubernetes would drop it
    volumes[0] = { name: 'aws', awsElasticBlockStore: { volumeId: 'x' } };
    expect(volumes).toHaveLength(7);
  });

  test('takes nothing else', () => {
    const chart = new Chart(new App(), 'chart');
    const metadata = { name: 'x' };
    const daemons = (spec: Pod): unknown => plainObject(chart, 'DaemonSet', { metadata, spec: { selector, template: { ...template, spec } } });
    const refused = [
      // @ts-expect-error Kubernetes spells it hostPID, and would drop this
      () => daemons({ hostPid: true, containers: [container] }),
      // @ts-expect-error a field that does not exist
      () => daemons({ containers: [{ ...container, imagePolicy: 'Always' }] }),
      // @ts-expect-error a header has a name and a value, unlike the classes that have only a value
      () => daemons({ containers: [{ ...container, livenessProbe: { httpGet: { port: 80, httpHeaders: ['a'] } } }] }),
      // @ts-expect-error an object without a name
      () => plainObject(chart, 'ConfigMap', { metadata: {}, data: {} }),
      // @ts-expect-error a kind that no chart emits yet
      () => plainObject(chart, 'Pod', { metadata }),
    ];
    expect(refused).toHaveLength(5);
  });
});
