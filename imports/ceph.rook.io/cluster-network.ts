import { type Schema, array, boolean, enumeration, map, object, string } from '../../crd/schema/schema';
import type { ClusterNetwork } from './generated';

const networks = (description: string) => array(string({ pattern: '^[0-9a-fA-F:.]{2,}\\/[0-9]{1,3}$' }), { description });
const onTheWire = (enabled: string, description: string) => object({ enabled: boolean({ description: enabled }) }, { nullable: true, description });

const shape = object(
  {
    addressRanges: object(
      { cluster: networks('CIDRs of the networks between OSDs. Default: the public networks.'), public: networks('CIDRs of the networks to clients.') },
      { nullable: true, description: 'Networks that Ceph uses, as CIDRs, with the providers host and multus.' },
    ),
    connections: object(
      {
        compression: onTheWire('Whether the feature is enabled; needs Linux 5.11 on clients. Default: false.', 'Compression of connections.'),
        encryption: onTheWire('Whether the feature is enabled; needs Linux 5.11 on clients. Default: false.', 'Encryption of connections.'),
        requireMsgr2: boolean({ description: 'Whether only msgr2 on port 3300 is used, and not port 6789; needs Linux 5.11 on clients. Default: false.' }),
      },
      { nullable: true, description: 'Encryption and compression of connections.' },
    ),
    dualStack: boolean({ description: 'Whether daemons listen on IPv4 and IPv6.' }),
    hostNetwork: boolean({ description: 'Deprecated; use provider: host.' }),
    ipFamily: enumeration(['IPv4', 'IPv6'], { nullable: true, description: 'IP family of the daemons. Default: IPv4.' }),
    multiClusterService: object(
      {
        clusterID: string({ description: 'ID of this cluster among its peers.' }),
        enabled: boolean({ doc: 'Whether there are such Services; false by default.' }),
      },
      { description: 'Services that are exported to other clusters of the cluster set.' },
    ),
    provider: enumeration(['', 'host', 'multus'], {
      nullable: true,
      description: 'Network of the daemons: pods (empty text, the default), host, or multus.',
      rules: [
        {
          rule: "self == '' || oldSelf == '' || self == oldSelf",
          message: 'network provider must be disabled (reverted to empty string) before a new provider is enabled',
        },
      ],
    }),
    selectors: map(string(), { nullable: true, description: 'With the provider multus: the NetworkAttachmentDefinitions for public, cluster or both.' }),
  },
  {
    doc: 'Network of the daemons, encryption and compression.',
    rules: [
      {
        rule: "!has(self.provider) || (self.provider != 'multus' || (self.provider == 'multus' && size(self.selectors) > 0))",
        message: 'at least one network selector must be specified when using multus',
      },
      {
        rule: '!has(self.hostNetwork) || self.hostNetwork == false || !has(self.provider) || self.provider == ""',
        message: 'the legacy hostNetwork setting can only be set if the network.provider is set to the empty string',
      },
    ],
  },
);

/**
 * Network of the daemons, encryption and compression.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/#network-configuration-settings
 */
export const clusterNetwork: Schema<ClusterNetwork> = shape;
