/** Where the API server is reached without kube-proxy. */
export interface ApiServerEndpoint {
  /** An address, IPv6 without brackets. Not a name: the cluster's DNS needs the network first, and pods do not know the machines' /etc/hosts. */
  readonly host: string;
  /** Number of the port. */
  readonly port: number;
}

/** What every client of Kubernetes in a pod asks first; kubelet sets the same two to the Service `kubernetes`. */
export const apiServerVariables = ({ host, port }: ApiServerEndpoint) =>
  ({
    KUBERNETES_SERVICE_HOST: host,
    KUBERNETES_SERVICE_PORT: String(port),
  }) as const;
