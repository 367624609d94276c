/** Group and version that Calico's API server serves, and that `kubectl` and `calicoctl` use. */
export const served = { group: 'projectcalico.org', version: 'v3' } as const;

/** Group and version that Calico stores objects in; for clusters without Calico's API server. */
export const stored = { group: 'crd.projectcalico.org', version: 'v1' } as const;
