import type { KubernetesObject } from '../../charts/objects';
import type { SimulatedCluster } from '../simulated-cluster';
import { aWhile, describeDemo, eventually, objectsOf } from './demo';

interface Volume {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: {
    readonly claimRef?: { readonly name: string; readonly uid?: string };
    readonly persistentVolumeReclaimPolicy: string;
    readonly storageClassName?: string;
  };
  readonly status: { readonly phase: string };
}

interface Claim {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: { readonly storageClassName?: string; readonly volumeName?: string; readonly resources: object };
  readonly status: { readonly phase: string };
}

/** The classes that the home's cluster has; their provisioner is not here. */
const classes = objectsOf('0250-storage-classes').filter(
  (object): object is KubernetesObject & { readonly provisioner: string; readonly reclaimPolicy: string } => object.kind === 'StorageClass',
);

async function withClasses(cluster: SimulatedCluster): Promise<void> {
  for (const object of classes) expect(await cluster.call('POST', '/apis/storage.k8s.io/v1/storageclasses', object)).toMatchObject({ status: 201 });
}

describeDemo(
  '0530-demo-volumes',
  (demo) => {
    const volumes = async () => (await demo().get<{ readonly items: readonly Volume[] }>('/api/v1/persistentvolumes')).items;
    const claims = async () => (await demo().get<{ readonly items: readonly Claim[] }>(`/api/v1/namespaces/${demo().namespace}/persistentvolumeclaims`)).items;
    const phases = async () => Object.fromEntries((await claims()).map(({ metadata, status }) => [metadata.name, status.phase]));

    /** What Ceph's CSI driver does when a claim waits: a volume of the claim's class, for this claim. */
    async function provision(name: string): Promise<string> {
      const claim = (await claims()).find(({ metadata }) => metadata.name === name);
      const { provisioner, reclaimPolicy } = classes.find(({ metadata }) => metadata.name === claim?.spec.storageClassName) ?? {};
      const volume = `pvc-${claim?.metadata.uid ?? ''}`;
      const answer = await demo().post('/api/v1/persistentvolumes', {
        metadata: { name: volume, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
        spec: {
          accessModes: ['ReadWriteOnce'],
          capacity: { storage: '1Gi' },
          csi: { driver: provisioner, volumeHandle: volume },
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: demo().namespace, name, uid: claim?.metadata.uid },
          persistentVolumeReclaimPolicy: reclaimPolicy,
          storageClassName: claim?.spec.storageClassName,
        },
      });
      expect(answer.status).toBe(201);
      return volume;
    }

    /** And what it does with volumes whose claim is gone. */
    async function reclaim(): Promise<void> {
      for (const { metadata, spec, status } of await volumes()) {
        if (status.phase === 'Released' && spec.persistentVolumeReclaimPolicy === 'Delete') demo().kubectl('delete', 'persistentvolume', metadata.name);
      }
    }

    let [scratch, durable] = ['', ''];

    test('claims of a class wait until somebody makes their volumes, and the pod waits with them', async () => {
      expect(await eventually('the claims wait', phases, (found) => found['folder'] === 'Bound')).toEqual({
        durable: 'Pending',
        folder: 'Bound',
        scratch: 'Pending',
      });
      expect((await demo().pods('app.kubernetes.io/name=diary')).map(({ spec }) => spec.nodeName)).toEqual([undefined]);
      [scratch, durable] = [await provision('scratch'), await provision('durable')];
      expect(await eventually('both are bound', phases, (found) => found['scratch'] === 'Bound' && found['durable'] === 'Bound')).toEqual({
        durable: 'Bound',
        folder: 'Bound',
        scratch: 'Bound',
      });
      const [pod] = await eventually(
        'the pod found a machine',
        () => demo().pods('app.kubernetes.io/name=diary'),
        (pods) => pods[0]?.spec.nodeName !== undefined,
      );
      expect(pod?.spec.volumes?.map(({ name, persistentVolumeClaim }) => [name, persistentVolumeClaim?.claimName])).toEqual([
        ['empty', undefined],
        ['scratch', 'scratch'],
        ['durable', 'durable'],
      ]);
    });

    test('the static claim gets the volume that names it, and its pod the machine that has the folder', async () => {
      const [folder] = (await claims()).filter(({ metadata }) => metadata.name === 'folder');
      expect(folder?.spec.volumeName).toBe('demo-volumes-folder');
      const [pod] = await eventually(
        'the pod found its machine',
        () => demo().pods('app.kubernetes.io/name=folder'),
        (pods) => pods[0]?.spec.nodeName !== undefined,
      );
      expect(pod?.spec.nodeName).toBe('desktop-2');
    });

    test('a claim in use stays until no pod needs it', async () => {
      demo().kubectl('delete', 'persistentvolumeclaim', 'scratch', 'durable', '--wait=false');
      await aWhile();
      expect(await phases()).toEqual({ durable: 'Bound', folder: 'Bound', scratch: 'Bound' });
      demo().kubectl('scale', 'deployment', 'diary', '--replicas=0');
      expect(await eventually('the claims are gone', phases, (found) => Object.keys(found).length === 1)).toEqual({ folder: 'Bound' });
    });

    test('with the claim goes the volume of a class with Delete; that of one with Retain stays, released', async () => {
      await eventually('both volumes are released', volumes, (found) => found.filter(({ status }) => status.phase === 'Released').length === 2);
      await reclaim();
      const left = await eventually('one volume is gone', volumes, (found) => found.length === 2);
      expect(left.map(({ metadata, status }) => [metadata.name, status.phase]).sort()).toEqual([
        ['demo-volumes-folder', 'Bound'],
        [durable, 'Released'],
      ]);
      expect(left.map(({ metadata }) => metadata.name)).not.toContain(scratch);
    });

    test('the same claim made again does not get the released volume by itself', async () => {
      await demo().again();
      await aWhile();
      expect(await phases()).toEqual({ durable: 'Pending', folder: 'Bound', scratch: 'Pending' });
      demo().kubectl('delete', 'persistentvolumeclaim', 'durable');
    });

    test('it does when the volume is told to wait for a claim of that name: so the data is back', async () => {
      demo().kubectl('patch', 'persistentvolume', durable, '--patch', '{"spec":{"claimRef":{"uid":null,"resourceVersion":null}}}');
      await eventually('the volume can be had', volumes, (found) =>
        found.some(({ metadata, status }) => metadata.name === durable && status.phase === 'Available'),
      );
      await demo().again();
      await eventually('the claim is bound', phases, (found) => found['durable'] === 'Bound');
      expect((await claims()).find(({ metadata }) => metadata.name === 'durable')?.spec.volumeName).toBe(durable);
    });
  },
  withClasses,
);
