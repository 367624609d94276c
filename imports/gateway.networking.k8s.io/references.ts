import { object } from '../../crd/schema/schema';
import { gatewayApi } from './group';
import { groupOr, kindOr, namespace, objectGroup, objectKind, objectName, port, sectionName } from './names';

/** An object of the same namespace. */
export const localReference = object(
  { group: objectGroup, kind: objectKind, name: objectName },
  { required: ['group', 'kind', 'name'], doc: 'An object of the same namespace.' },
);

/** An object of any namespace; another namespace must allow it with a ReferenceGrant. */
export const reference = object(
  { group: objectGroup, kind: objectKind, name: objectName, namespace },
  { required: ['group', 'kind', 'name'], doc: 'An object of any namespace; another namespace must allow it with a ReferenceGrant.' },
);

/** A Secret, or another kind that is named. */
export const secretReference = object(
  { group: groupOr(''), kind: kindOr('Secret'), name: objectName, namespace },
  { required: ['name'], doc: 'A Secret, or an object of another kind that is named.' },
);

/** A kind of route. */
export const routeKind = object({ group: groupOr(gatewayApi.group), kind: objectKind }, { required: ['kind'], doc: 'A kind of route.' });

/** What a route is attached to. */
export const parentReference = object(
  {
    group: groupOr(gatewayApi.group),
    kind: kindOr('Gateway'),
    name: objectName,
    namespace,
    port: port('Port of the listener. Default: any.'),
    sectionName: sectionName('Name of the listener. Default: any listener that allows the route.'),
  },
  { required: ['name'], doc: 'What a route is attached to.' },
);

/** Fields of what requests are sent to: a Service, or another kind that is named. */
export const backend = { group: groupOr(''), kind: kindOr('Service'), name: objectName, namespace, port: port('Port of the Service, not of its pods.') };

/** The rule on what requests are sent to. */
export const BACKEND_RULES = [
  { rule: "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true", message: 'Must have port for Service reference' },
];
