import { type Schema, type Static, array, boolean, integer, object, string, withFacets } from '../../crd/schema/schema';
import { claimTemplate } from './claim-template';

const volumeClaimTemplate = withFacets(claimTemplate, {
  preserveUnknownFields: true,
  description: 'A volume for each monitor, in place of a folder in dataDirHostPath.',
});

const zone = object({
  arbiter: boolean({ description: 'Whether the zone holds a monitor and no data; true for one zone of a stretched cluster.' }),
  name: string({ description: 'The value of the label failureDomainLabel.' }),
  volumeClaimTemplate,
});

const shape = object(
  {
    allowMultiplePerNode: boolean({ description: 'Whether monitors may share a node, which then takes them all down; for tests.' }),
    count: integer({ minimum: 0, maximum: 9, description: 'How many monitors, an odd number: 3 bear the loss of one, 5 of two.' }),
    externalMonIDs: array(string(), { description: 'Monitors that Rook did not make and must not remove.' }),
    failureDomainLabel: string({ description: 'The node label whose values are the zones, such as topology.kubernetes.io/zone.' }),
    floatingMon: object(
      {
        configmapName: string({ minLength: 1, maxLength: 253, description: "The ConfigMap with what the monitor's Deployment is made of." }),
        name: string({ minLength: 1, maxLength: 1, pattern: '^[a-z]$', description: 'The letter that names the monitor, such as c.' }),
      },
      { required: ['configmapName', 'name'], minProperties: 2, description: 'A third monitor for two nodes, on a disk that is mirrored between them.' },
    ),
    stretchCluster: object(
      {
        failureDomainLabel: string({ description: 'The node label whose values are the zones; topology.kubernetes.io/zone by default.' }),
        subFailureDomain: string({ description: 'What keeps apart copies within a zone; host by default.' }),
        zones: array(zone, { nullable: true, description: 'Two zones with data, and one with a monitor only.' }),
      },
      { description: 'Data in two zones, either of which may be lost.' },
    ),
    volumeClaimTemplate,
    zones: array(zone, { description: 'The zones over which monitors are spread, three at least.' }),
  },
  {
    rules: [
      { rule: '!has(self.zones) || (has(self.zones) && (size(self.zones) <= self.count))', message: 'zones must be less than or equal to count' },
      {
        rule: '!has(self.stretchCluster) || (has(self.stretchCluster) && (size(self.stretchCluster.zones) > 0) && (size(self.stretchCluster.zones) == 3))',
        message: 'stretchCluster zones must be equal to 3',
      },
    ],
  },
);

/** How many monitors there are, and where. */
export interface ClusterMonitors extends Static<typeof shape> {}

/**
 * How many monitors there are, and where.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/Cluster/ceph-cluster-crd/#mon-settings
 */
export const clusterMonitors: Schema<ClusterMonitors> = shape;
