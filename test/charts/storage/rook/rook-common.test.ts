import { ROOK_NAMESPACES } from '../../../../charts/storage/rook/namespace';
import { RookCommon } from '../../../../charts/storage/rook/rook-common';
import { Namespaces } from '../../../../objects/namespaces';
import { withGrants } from '../../grants';
import { rendered } from '../../objects';
import { compareWithUpstream } from '../../upstream';

describe("the chart of Rook's accounts", () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/common.yaml',
    ours: [...rendered((app) => new Namespaces(app, 'namespaces', { namespaces: ROOK_NAMESPACES })), ...rendered((app) => new RookCommon(app, 'rook-common'))],
    normal: withGrants,
    except: {
      'OSDs and CSI node plugins are privileged, and are let in also where a cluster enforces less by default': (object) =>
        object.kind === 'Namespace' ? { ...object, metadata: { ...object.metadata, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } } : object,
    },
  });
});
