import { type CephCsiOperatorProps, CephCsiOperator } from '../../../../charts/storage/rook/csi-operator';
import { withGrants } from '../../grants';
import { only, rendered, replaced } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const operator = (props?: CephCsiOperatorProps) => rendered((app) => new CephCsiOperator(app, 'ceph-csi-operator', props));

describe("the CSI operator's chart", () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/csi-operator.yaml',
    without: 'CustomResourceDefinition',
    ours: operator(),
    normal: withGrants,
    except: {
      'says nothing for an empty text, which the API server drops, so that a repeated apply would find a change': (object) =>
        replaced(object, '"WATCH_NAMESPACE","value":""', '"WATCH_NAMESPACE"'),
    },
  });

  test('takes its version for the image', () => {
    expect(JSON.stringify(only(operator({ version: 'v1.2.3' }), 'Deployment'))).toContain('"image":"quay.io/cephcsi/ceph-csi-operator:v1.2.3"');
  });

  test('runs beside taints on request', () => {
    const tolerations = [{ key: 'dedicated', operator: 'Exists' }];
    expect(only(operator({ tolerations }), 'Deployment')).toMatchObject({ spec: { template: { spec: { tolerations } } } });
    expect(JSON.stringify(only(operator(), 'Deployment'))).not.toContain('tolerations');
  });
});
