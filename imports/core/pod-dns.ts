import { array, enumeration, object, string } from '../../crd/schema/schema';

const texts = (doc: string) => array(string(), { listType: 'atomic', doc });

/** Name servers, search domains and resolver options that a pod gets in addition. */
export const dnsConfig = object(
  {
    nameservers: texts('Addresses of name servers, asked before those of dnsPolicy.'),
    options: array(object({ name: string({ doc: 'The option, as in resolv.conf: ndots.' }), value: string({ doc: 'Its value, if it has one: 2.' }) }), {
      listType: 'atomic',
      doc: 'Options of the resolver; they win over those of dnsPolicy.',
    }),
    searches: texts('Domains that short names are completed with.'),
  },
  { doc: 'Name servers, search domains and resolver options that a pod gets in addition.' },
);

/** Where a pod's name resolution comes from; empty text means ClusterFirst. */
export const dnsPolicy = enumeration(['', 'Default', 'ClusterFirst', 'ClusterFirstWithHostNet', 'None'], {
  doc: "Where the pod's name resolution comes from; ClusterFirst when empty or left out. None: from dnsConfig only.",
});
