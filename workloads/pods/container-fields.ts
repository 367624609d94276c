import { ABSOLUTE_PATH, DATA_KEY, DNS_LABEL, DNS_NAME, KEY, PATH_BELOW, PORT, PORT_NAME, PORT_OR_NAME, VARIABLE } from '../fields/names';
import { type Form, ANY_TEXT, INT32, SOME_TEXT, from, longFrom, needed, oneOf, text, whole } from '../fields/form';
import { type Table, below, isFields } from '../fields/table';

/** What a pod may know of itself, as a variable. */
const POD_FACTS = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs'];
const SUBSCRIPT = /^metadata\.(labels|annotations)\['([^']+)'\]$/;

const FACT = text(
  (path) => [...POD_FACTS, 'status.podIP', 'status.podIPs'].includes(path) || KEY.fits(SUBSCRIPT.exec(path)?.[2]),
  'is not something that a pod knows of itself',
  `give one such as metadata.name, spec.nodeName, status.podIP or metadata.labels['KEY']`,
);

const CONTAINER_RESOURCE = text(
  (name) => /^(requests|limits)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(name),
  'is not a resource of a container',
  'give one such as limits.cpu or requests.memory',
);

/** Where a variable or a file may come from, as parts of the pod and of a container. */
export const FIELD_REF: Table = { 'fieldRef.apiVersion': oneOf('', 'v1'), 'fieldRef.fieldPath': needed(FACT) };

const wordOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What an amount is counted in: processors, or bytes. */
const DIVISOR: Form = {
  fits: (ref) => {
    if (!isFields(ref) || ref['divisor'] === undefined) return true;
    const [divisor, resource] = [wordOf(ref['divisor']), wordOf(ref['resource'])];
    return (resource.endsWith('.cpu') ? /^(0|1m?)$/ : /^(0|1([kMGTPE]|[KMGTPE]i)?)$/).test(divisor);
  },
  problem: 'has a divisor in which its resource is not counted',
  repair: 'give 1 or 1m of a processor, 1, 1Ki, 1Mi or another unit of bytes, or leave divisor out',
};

/** An amount of a resource of a container. */
export const RESOURCE_REF: Table = { resourceFieldRef: DIVISOR, 'resourceFieldRef.resource': needed(CONTAINER_RESOURCE) };

const ENVIRONMENT: Table = {
  'env[].name': needed(VARIABLE),
  'env[].value': ANY_TEXT,
  ...below('env[].valueFrom', { ...FIELD_REF, ...RESOURCE_REF }),
  ...below('env[].valueFrom', {
    'configMapKeyRef.name': needed(DNS_NAME),
    'configMapKeyRef.key': needed(DATA_KEY),
    'secretKeyRef.name': needed(DNS_NAME),
    'secretKeyRef.key': needed(DATA_KEY),
    'fileKeyRef.volumeName': needed(DNS_LABEL),
    'fileKeyRef.path': needed(PATH_BELOW),
    'fileKeyRef.key': needed(VARIABLE),
  }),
  'envFrom[].prefix': { ...VARIABLE, fits: (prefix) => prefix === '' || VARIABLE.fits(prefix) },
  'envFrom[].configMapRef.name': needed(DNS_NAME),
  'envFrom[].secretRef.name': needed(DNS_NAME),
};

const PORTS: Table = {
  'ports[].containerPort': needed(PORT),
  'ports[].hostPort': whole(0, 65_535),
  'ports[].name': { ...PORT_NAME, fits: (name) => name === '' || PORT_NAME.fits(name) },
  'ports[].protocol': oneOf('TCP', 'UDP', 'SCTP'),
};

const HEADER = text((name) => /^[-A-Za-z0-9]+$/.test(name), 'is not the name of a header', 'use letters, digits and dashes, such as X-Probe');

/** How a container is asked, or told something. */
const HANDLER: Table = {
  'exec.command': needed({ fits: (command) => Array.isArray(command) && command.length > 0, problem: 'is empty', repair: 'give a program and its arguments' }),
  'exec.command[]': ANY_TEXT,
  'httpGet.port': needed(PORT_OR_NAME),
  'httpGet.path': ANY_TEXT,
  'httpGet.scheme': oneOf('HTTP', 'HTTPS'),
  'httpGet.httpHeaders[].name': needed(HEADER),
  'tcpSocket.port': needed(PORT_OR_NAME),
  'grpc.port': needed(PORT),
  'sleep.seconds': longFrom(0),
};

const ONE: Form = whole(1, 1);

const NUMBERS: Table = {
  initialDelaySeconds: from(0),
  periodSeconds: from(0),
  timeoutSeconds: from(0),
  failureThreshold: from(0),
  successThreshold: from(0),
  terminationGracePeriodSeconds: longFrom(1),
};

const PROBES: Table = {
  ...below('readinessProbe', { ...HANDLER, ...NUMBERS }),
  // A zero is the default of each of them.
  ...below('livenessProbe', { ...HANDLER, ...NUMBERS, successThreshold: { ...ONE, fits: (count) => count === 0 || count === 1 } }),
  ...below('startupProbe', { ...HANDLER, ...NUMBERS, successThreshold: { ...ONE, fits: (count) => count === 0 || count === 1 } }),
  ...below('lifecycle.preStop', HANDLER),
  ...below('lifecycle.postStart', HANDLER),
};

/** Whose rights, for a pod and for a container. */
export const SECURITY: Table = {
  runAsUser: whole(0, INT32),
  runAsGroup: whole(0, INT32),
  'seccompProfile.type': needed(oneOf('RuntimeDefault', 'Localhost', 'Unconfined')),
  'seccompProfile.localhostProfile': PATH_BELOW,
  'appArmorProfile.type': needed(oneOf('RuntimeDefault', 'Localhost', 'Unconfined')),
};

const RESOURCE_CLAIM = below('resources.claims[]', { name: needed(DNS_LABEL), request: DNS_LABEL });

/** The forms of a container's fields. Its name, its image and its resources have rules of their own. */
export const CONTAINER: Table = {
  'args[]': ANY_TEXT,
  'command[]': ANY_TEXT,
  workingDir: ANY_TEXT,
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  terminationMessagePath: SOME_TEXT,
  terminationMessagePolicy: oneOf('File', 'FallbackToLogsOnError'),
  ...ENVIRONMENT,
  ...PORTS,
  ...PROBES,
  ...RESOURCE_CLAIM,
  ...below('securityContext', SECURITY),
  'securityContext.procMount': oneOf('Default', 'Unmasked'),
  'resizePolicy[].resourceName': needed(oneOf('cpu', 'memory')),
  'resizePolicy[].restartPolicy': needed(oneOf('NotRequired', 'RestartContainer')),
  'volumeMounts[].name': needed(DNS_LABEL),
  'volumeMounts[].mountPath': needed(SOME_TEXT),
  'volumeMounts[].subPath': PATH_BELOW,
  'volumeMounts[].subPathExpr': PATH_BELOW,
  'volumeMounts[].mountPropagation': oneOf('None', 'HostToContainer', 'Bidirectional'),
  'volumeMounts[].recursiveReadOnly': oneOf('Disabled', 'IfPossible', 'Enabled'),
  'volumeDevices[].name': needed(DNS_LABEL),
  'volumeDevices[].devicePath': needed(ABSOLUTE_PATH),
};
