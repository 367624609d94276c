import { type RookOperatorProps, RookOperator } from '../../../../charts/storage/rook/operator';
import { only, rendered } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const operator = (props?: RookOperatorProps) => rendered((app) => new RookOperator(app, 'rook-operator', props));

const config = (props?: RookOperatorProps) => only(operator(props), 'ConfigMap', 'rook-ceph-operator-config');
const defaults = (props?: RookOperatorProps) => only(operator(props), 'OperatorConfig');

const TAINTED = [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }];

describe("the chart of Rook's operator", () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/operator.yaml',
    ours: operator({ csiNodeTolerations: [], csiControllers: 1 }),
    except: {
      'says how many controllers a driver has, which is 1 when nothing is said': (object) =>
        object.kind === 'OperatorConfig'
          ? { ...object, spec: JSON.parse(JSON.stringify(object['spec']).replace('"deploymentStrategy"', '"replicas":1,"deploymentStrategy"')) as unknown }
          : object,
    },
  });

  test('takes each version for its image, and only there', () => {
    const versions = {
      rook: 'v0.1.0',
      cephCsi: 'v0.2.0',
      csiAddons: 'v0.3.0',
      csiAttacher: 'v0.4.0',
      csiNodeDriverRegistrar: 'v0.5.0',
      csiProvisioner: 'v0.6.0',
      csiResizer: 'v0.7.0',
      csiSnapshotter: 'v0.8.0',
    };
    const objects = operator({ versions });
    expect(only(objects, 'ConfigMap', 'rook-csi-operator-image-set-configmap')['data']).toEqual({
      addons: 'quay.io/csiaddons/k8s-sidecar:v0.3.0',
      attacher: 'registry.k8s.io/sig-storage/csi-attacher:v0.4.0',
      plugin: 'quay.io/cephcsi/cephcsi:v0.2.0',
      provisioner: 'registry.k8s.io/sig-storage/csi-provisioner:v0.6.0',
      registrar: 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v0.5.0',
      resizer: 'registry.k8s.io/sig-storage/csi-resizer:v0.7.0',
      snapshotter: 'registry.k8s.io/sig-storage/csi-snapshotter:v0.8.0',
    });
    expect(JSON.stringify(objects).match(/:v\d+\.\d+\.\d+/g)).toHaveLength(Object.keys(versions).length);
    expect(JSON.stringify(only(objects, 'Deployment'))).toContain('"image":"docker.io/rook/ceph:v0.1.0"');
  });

  test('has two controllers for each driver by default, and mounts volumes on every machine', () => {
    expect(defaults()).toMatchObject({
      spec: { driverSpecDefaults: { controllerPlugin: { replicas: 2 }, nodePlugin: { tolerations: [{ operator: 'Exists' }] } } },
    });
    expect(JSON.stringify(defaults()).match(/tolerations/g)).toHaveLength(1);
  });

  test("gives tolerations to the operator, beside its own, and to the drivers' controllers", () => {
    const objects = operator({ tolerations: TAINTED, csiNodeTolerations: [] });
    expect(only(objects, 'Deployment')).toMatchObject({
      spec: { template: { spec: { tolerations: [{ key: 'node.kubernetes.io/unreachable', tolerationSeconds: 5 }, ...TAINTED] } } },
    });
    expect(only(objects, 'OperatorConfig')).toMatchObject({ spec: { driverSpecDefaults: { controllerPlugin: { tolerations: TAINTED } } } });
    expect(JSON.stringify(only(objects, 'OperatorConfig')).match(/tolerations/g)).toHaveLength(1);
  });

  test("finds the kubelet's folder where it is", () => {
    expect(defaults({ kubeletDir: '/data/kubelet' })).toMatchObject({ spec: { driverSpecDefaults: { nodePlugin: { kubeletDirPath: '/data/kubelet' } } } });
  });

  test.each([
    ['log level', { logLevel: 'DEBUG' }, { ROOK_LOG_LEVEL: 'DEBUG' }],
    ['patience with Ceph', { commandTimeoutSeconds: 60 }, { ROOK_CEPH_COMMANDS_TIMEOUT_SECONDS: '60' }],
  ] as const)('takes the %s from %j', (_, props, data) => {
    expect(config(props)).toMatchObject({ data });
  });

  test.each([0, 2.5])('refuses to wait for %d seconds', (commandTimeoutSeconds) => {
    expect(() => operator({ commandTimeoutSeconds })).toThrow(
      new Error(
        `Validation failed with the following errors:\n  [rook-operator] commandTimeoutSeconds ${commandTimeoutSeconds} is not a whole number of at least 1; say how many seconds`,
      ),
    );
  });

  test('refuses less than one controller, as the API server would', () => {
    expect(() => operator({ csiControllers: 0 })).toThrow(/spec\.driverSpecDefaults\.controllerPlugin\.replicas/);
  });
});
