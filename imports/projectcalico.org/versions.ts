/** What people write: Calico's API server serves it, `kubectl` and `calicoctl` show it. */
export const served = { group: 'projectcalico.org', version: 'v3' } as const;

/** How Calico stores the same objects; to be written only where no API server of Calico's runs. */
export const stored = { group: 'crd.projectcalico.org', version: 'v1' } as const;
