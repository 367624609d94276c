import { array, enumeration, object, string } from '../../crd/schema/schema';

const texts = array(string(), { listType: 'atomic' });

/** Name servers, search domains and resolver options that a pod gets in addition. */
export const dnsConfig = object({
  nameservers: texts,
  options: array(object({ name: string(), value: string() }), { listType: 'atomic' }),
  searches: texts,
});

/** Where a pod's name resolution comes from; empty text means ClusterFirst. */
export const dnsPolicy = enumeration(['', 'Default', 'ClusterFirst', 'ClusterFirstWithHostNet', 'None']);
