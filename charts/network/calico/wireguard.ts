import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { FelixConfiguration } from '../../../imports/projectcalico.org/felix-configuration';

/** What is encrypted. */
export interface CalicoWireguardProps {
  /** Families of the pod networks. @default IPv4 alone */
  readonly families?: readonly (4 | 6)[];
}

/**
 * Encrypts with WireGuard what pods of two machines send each other. The operator has made the object before and goes on keeping other fields of it, so
 * that this says no more than it must. It can be applied when Calico's API server answers.
 *
 * @see https://docs.tigera.io/calico/latest/network-policy/encrypt-cluster-pod-traffic
 */
export class CalicoWireguard extends Chart {
  constructor(scope: Construct, id: string, { families = [4] }: CalicoWireguardProps = {}) {
    super(scope, id);
    new FelixConfiguration(this, 'FelixConfiguration', {
      metadata: { name: 'default' },
      spec: {
        ...(families.includes(4) ? { wireguardEnabled: true } : {}),
        ...(families.includes(6) ? { wireguardEnabledV6: true } : {}),
      },
    });
  }
}
