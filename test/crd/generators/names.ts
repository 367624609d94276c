/** Names of objects, some of which are the only ones that a kind knows. */
export const NAMES = ['default', 'default', 'a', 'tigera-secure', 'rbd.csi.ceph.com', 'kube-admin', 'kube-baseline', 'node.a'] as const;
