import { type SnapshotControllerProps, SnapshotController } from '../../../../charts/storage/snapshot/controller';
import { withGrants } from '../../grants';
import { only, rendered, replaced } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const controller = (props?: SnapshotControllerProps) => rendered((app) => new SnapshotController(app, 'snapshot-controller', props));
const isDeployment = ({ kind }: { readonly kind: string }): boolean => kind === 'Deployment';

describe("the snapshot controller's chart", () => {
  compareWithUpstream({
    file: 'external-snapshotter-v8.6.0/rbac-snapshot-controller.yaml',
    ours: controller().filter((object) => !isDeployment(object)),
    normal: withGrants,
    except: {
      'says the namespace of an account also where the binding has the same, which stands for it': (object) =>
        object.kind === 'RoleBinding' ? replaced(object, '"name":"snapshot-controller"}', '"name":"snapshot-controller","namespace":"kube-system"}') : object,
    },
  });

  compareWithUpstream({ file: 'external-snapshotter-v8.6.0/setup-snapshot-controller.yaml', ours: controller().filter(isDeployment) });

  test('takes its version, the number of pods and their tolerations', () => {
    const tolerations = [{ key: 'dedicated', operator: 'Exists' }];
    expect(only(controller({ version: 'v1.2.3', replicas: 1, tolerations }), 'Deployment')).toMatchObject({
      spec: { replicas: 1, template: { spec: { tolerations, containers: [{ image: 'registry.k8s.io/sig-storage/snapshot-controller:v1.2.3' }] } } },
    });
    expect(JSON.stringify(controller())).not.toContain('tolerations');
  });
});
