import { App, Chart } from 'cdk8s';
import type { StructuralSchema } from '../../crd/schema/schema';
import { CephCluster, cephCluster } from '../../imports/ceph.rook.io/ceph-cluster';
import { CephFilesystem } from '../../imports/ceph.rook.io/ceph-filesystem';
import { CephNFS } from '../../imports/ceph.rook.io/ceph-nfs';
import { CephNVMeOFGateway } from '../../imports/ceph.rook.io/ceph-nvmeof-gateway';

const metadata = { name: 'rook-ceph', namespace: 'rook-ceph' };

/** What synthesis says of a chart with some objects. */
function synthesis(add: (chart: Chart) => void): () => void {
  const app = new App();
  add(new Chart(app, 'ceph'));
  return () => app.synth();
}

const refusal = (problems: readonly string[]): string =>
  `Validation failed with the following errors:\n  ${problems.map((problem) => `[ceph/${problem}`).join('\n  ')}`;

test('props of a CephCluster that do not compile stop synthesis as well, each with construct, field, value and repair', () => {
  const clusters = synthesis((chart) => {
    // @ts-expect-error it is called devices
    new CephCluster(chart, 'field', { metadata, spec: { storage: { nodes: [{ name: 'mini-1', disks: [] }] } } });
    // @ts-expect-error settings of OSDs are text
    new CephCluster(chart, 'setting', { metadata, spec: { storage: { config: { osdsPerDevice: 2 } } } });
    // @ts-expect-error it is called aes256k
    new CephCluster(chart, 'choice', { metadata, spec: { security: { cephx: { csi: { keyType: 'aes256' } } } } });
    // @ts-expect-error empty text, host or multus
    new CephCluster(chart, 'provider', { metadata, spec: { network: { provider: 'pods' } } });
    // @ts-expect-error there are no other policies than mute and unmute
    new CephCluster(chart, 'policy', { metadata, spec: { healthCheck: { muteHealthWarning: { OSD_DOWN: { policy: 'hide' } } } } });
    // @ts-expect-error the time is a number
    new CephCluster(chart, 'time', { metadata, spec: { healthCheck: { livenessProbe: { mon: { probe: { timeoutSeconds: '15s' } } } } } });
    // @ts-expect-error spec is missing
    new CephCluster(chart, 'spec', { metadata });
  });
  expect(clusters).toThrow(
    refusal([
      'field] spec.storage.nodes[0].disks is not a known field; known here: config, deviceFilter, devicePathFilter, devices, useAllDevices, volumeClaimTemplates, name, resources',
      'setting] spec.storage.config.osdsPerDevice 2 has the wrong type; give text',
      'choice] spec.security.cephx.csi.keyType "aes256" is not supported; use one of aes, aes256k',
      'provider] spec.network.provider "pods" is not supported; use one of "", host, multus',
      'policy] spec.healthCheck.muteHealthWarning.OSD_DOWN.policy "hide" is not supported; use one of mute, unmute',
      'time] spec.healthCheck.livenessProbe.mon.probe.timeoutSeconds "15s" is text; give a whole number',
      'spec] spec is missing; give an object',
    ]),
  );
});

test('props of a CephCluster that compile and are wrong all the same stop synthesis', () => {
  const clusters = synthesis((chart) => {
    new CephCluster(chart, 'path', { metadata, spec: { dataDirHostPath: 'var/lib/rook' } });
    new CephCluster(chart, 'confirmation', { metadata, spec: { cleanupPolicy: { confirmation: 'yes' } } });
    new CephCluster(chart, 'bounds', { metadata, spec: { mon: { count: 11 }, mgr: { count: 6 }, dashboard: { port: 84430 }, storage: { fullRatio: 95 } } });
    new CephCluster(chart, 'network', { metadata, spec: { network: { addressRanges: { public: ['192.168.0.0'] } } } });
    new CephCluster(chart, 'amount', { metadata, spec: { resources: { osd: { limits: { memory: '4GB' } } } } });
    new CephCluster(chart, 'twice', { metadata, spec: { security: { cephx: { allowedCiphers: ['aes', 'aes'] } } } });
  });
  expect(clusters).toThrow(
    refusal([
      'path] spec.dataDirHostPath "var/lib/rook" does not have the right form; let it match ^/(\\S+)',
      'confirmation] spec.cleanupPolicy.confirmation "yes" does not have the right form; let it match ^$|^yes-really-destroy-data$',
      'bounds] spec.dashboard.port 84430 is too large; give at most 65535',
      'bounds] spec.mgr.count 6 is too large; give at most 5',
      'bounds] spec.mon.count 11 is too large; give at most 9',
      'bounds] spec.storage.fullRatio 95 is too large; give at most 1',
      'network] spec.network.addressRanges.public[0] "192.168.0.0" does not have the right form; let it match ^[0-9a-fA-F:.]{2,}\\/[0-9]{1,3}$',
      'amount] spec.resources.osd.limits.memory "4GB" does not have the right form; let it match ' +
        '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
      'twice] spec.security.cephx.allowedCiphers[1] "aes" repeats spec.security.cephx.allowedCiphers[0]; leave one of them',
    ]),
  );
});

test('a CephCluster that breaks a rule stops synthesis, with the rule', () => {
  const zones = ['a', 'b', 'c'].map((name) => ({ name }));
  const clusters = synthesis((chart) => {
    new CephCluster(chart, 'zones', { metadata, spec: { mon: { count: 1, zones } } });
    new CephCluster(chart, 'stretched', { metadata, spec: { mon: { count: 5, stretchCluster: { zones: zones.slice(1) } } } });
    new CephCluster(chart, 'multus', { metadata, spec: { network: { provider: 'multus', selectors: {} } } });
    new CephCluster(chart, 'legacy', { metadata, spec: { network: { provider: 'host', hostNetwork: true } } });
    new CephCluster(chart, 'code', { metadata, spec: { healthCheck: { muteHealthWarning: { 'osd-down': { policy: 'mute' } } } } });
  });
  expect(clusters).toThrow(
    refusal([
      'zones] spec.mon is refused: zones must be less than or equal to count; ' +
        'make this true: !has(self.zones) || (has(self.zones) && (size(self.zones) <= self.count))',
      'stretched] spec.mon is refused: stretchCluster zones must be equal to 3; ' +
        'make this true: !has(self.stretchCluster) || (has(self.stretchCluster) && (size(self.stretchCluster.zones) > 0) && (size(self.stretchCluster.zones) == 3))',
      'multus] spec.network is refused: at least one network selector must be specified when using multus; ' +
        "make this true: !has(self.provider) || (self.provider != 'multus' || (self.provider == 'multus' && size(self.selectors) > 0))",
      'legacy] spec.network is refused: the legacy hostNetwork setting can only be set if the network.provider is set to the empty string; ' +
        'make this true: !has(self.hostNetwork) || self.hostNetwork == false || !has(self.provider) || self.provider == ""',
      'code] spec.healthCheck.muteHealthWarning is refused: keys must be valid Ceph health check codes; ' +
        "make this true: self.all(k, k.matches('^[A-Z]+(_[A-Z]+)+$'))",
    ]),
  );
});

test('a filesystem, an NFS server and a gateway with wrong props stop synthesis', () => {
  const pools = { dataPools: [{ replicated: { size: 3 } }], metadataPool: { replicated: { size: 3 } } };
  const objects = synthesis((chart) => {
    new CephFilesystem(chart, 'servers', { metadata, spec: { ...pools, metadataServer: { activeCount: 0 } } });
    // @ts-expect-error the pools are missing
    new CephFilesystem(chart, 'pools', { metadata, spec: { metadataServer: { activeCount: 1 } } });
    new CephNFS(chart, 'port', { metadata, spec: { server: { active: 1, port: 0 } } });
    // @ts-expect-error the image is missing
    new CephNFS(chart, 'image', { metadata, spec: { security: { sssd: { sidecar: {} } }, server: { active: 1 } } });
    new CephNVMeOFGateway(chart, 'instances', { metadata, spec: { group: '', instances: 0, pool: 'replicapool' } });
  });
  expect(objects).toThrow(
    refusal([
      'servers] spec.metadataServer.activeCount 0 is too small; give at least 1',
      'pools] spec.dataPools is missing; give a list',
      'pools] spec.metadataPool is missing; give an object',
      'port] spec.server.port 0 is too small; give at least 1',
      'image] spec.security.sssd.sidecar.image is missing; give text',
      'instances] spec.group "" has 0 characters; give at least 1',
      'instances] spec.instances 0 is too small; give at least 1',
    ]),
  );
});

/** The fields of a schema down to a depth, each with its path. */
const fieldsOf = (schema: StructuralSchema | undefined, depth: number, path: string): readonly (readonly [string, StructuralSchema])[] =>
  Object.entries(schema?.properties ?? {}).flatMap(([name, field]) => [
    [`${path}.${name}`, field] as const,
    ...(depth > 1 ? fieldsOf(field.items?.properties ? field.items : field, depth - 1, `${path}.${name}`) : []),
  ]);

describe('kubectl explain cephcluster.spec', () => {
  const fields = fieldsOf(cephCluster.schema.properties?.['spec'], 2, 'spec');

  test('says something of every field, and of every field below', () => {
    expect(fields.length).toBeGreaterThanOrEqual(110);
    expect(fields.filter(([, { description }]) => description === undefined).map(([path]) => path)).toEqual([]);
  });

  test.each(fields)('says it in one line: %s', (_path, { description }) => {
    expect(description).toMatch(/^[^\n]{8,148}\.$/);
  });
});
