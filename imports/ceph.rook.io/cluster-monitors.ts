import { type Schema, array, boolean, integer, object, string, withFacets } from '../../crd/schema/schema';
import { claimTemplate } from './claim-template';
import type { ClusterMonitors } from './generated';

const volumeClaimTemplate = withFacets(claimTemplate, {
  preserveUnknownFields: true,
  description: 'Template of a volume for each monitor. Default: a directory in dataDirHostPath.',
});

const zone = object({
  arbiter: boolean({ description: 'Whether the zone has only a monitor; true for exactly one zone of a stretched cluster.' }),
  name: string({ description: 'Name of the zone: the value of the label failureDomainLabel.' }),
  volumeClaimTemplate,
});

const shape = object(
  {
    allowMultiplePerNode: boolean({ description: 'Whether several monitors may run on one node, and fail with it; for tests.' }),
    count: integer({ minimum: 0, maximum: 9, description: 'Number of monitors, an odd number: 3 tolerate the loss of one, 5 of two.' }),
    externalMonIDs: array(string(), { description: 'IDs of monitors that Rook does not manage.' }),
    failureDomainLabel: string({ description: 'Node label whose values are the zones, such as topology.kubernetes.io/zone.' }),
    floatingMon: object(
      {
        configmapName: string({ minLength: 1, maxLength: 253, description: "Name of the ConfigMap with the monitor's Deployment." }),
        name: string({ minLength: 1, maxLength: 1, pattern: '^[a-z]$', description: 'ID of the monitor, such as c.' }),
      },
      {
        required: ['configmapName', 'name'],
        minProperties: 2,
        description: 'Third monitor of a cluster of two nodes, on a disk that is mirrored between them.',
      },
    ),
    stretchCluster: object(
      {
        failureDomainLabel: string({ description: 'Node label whose values are the zones. Default: topology.kubernetes.io/zone.' }),
        subFailureDomain: string({ description: 'Failure domain of copies within a zone. Default: host.' }),
        zones: array(zone, { nullable: true, description: 'Two zones with data, and one with a monitor only.' }),
      },
      { description: 'Stretched cluster: data in two zones, either of which may fail.' },
    ),
    volumeClaimTemplate,
    zones: array(zone, { description: 'Zones for the monitors, at least three.' }),
  },
  {
    doc: 'Number and placement of monitors.',
    rules: [
      { rule: '!has(self.zones) || (has(self.zones) && (size(self.zones) <= self.count))', message: 'zones must be less than or equal to count' },
      {
        rule: '!has(self.stretchCluster) || (has(self.stretchCluster) && (size(self.stretchCluster.zones) > 0) && (size(self.stretchCluster.zones) == 3))',
        message: 'stretchCluster zones must be equal to 3',
      },
    ],
  },
);

/**
 * Number and placement of monitors.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/#mon-settings
 */
export const clusterMonitors: Schema<ClusterMonitors> = shape;
