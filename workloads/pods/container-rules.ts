import { nearestName } from '../../cluster/values/nearest-name';
import { choiceProblems, twice } from '../fields/choice';
import { type Table, tableProblems } from '../fields/table';
import type { Container, Probe } from './container';
import { CONTAINER } from './container-fields';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'] as const;

/** A port by its name is one of the container that is asked: the kubelet looks nowhere else. */
function portNameProblems(path: string, probe: Probe, { ports = [] }: Partial<Container>): readonly string[] {
  const names = ports.flatMap(({ name }) => name ?? []);
  return (['httpGet', 'tcpSocket'] as const).flatMap((handler) => {
    const port = probe[handler]?.port;
    if (typeof port !== 'string' || names.includes(port)) return [];
    const meant = nearestName(port, names);
    return [
      `${path}.${handler}.port ${port} is not the name of a port of the container; ${meant === undefined ? 'name one, or give its number' : `did you mean ${meant}?`}`,
    ];
  });
}

const probeProblems = (container: Partial<Container>): readonly string[] =>
  PROBES.flatMap((path) => {
    const probe = container[path];
    return probe === undefined ? [] : [...choiceProblems(path, probe, HANDLERS), ...portNameProblems(path, probe, container)];
  });

function environmentProblems({ env = [], envFrom = [] }: Partial<Container>): readonly string[] {
  return [
    ...env.flatMap(({ value, valueFrom, name }, index) => [
      ...choiceProblems(`env[${index}].valueFrom`, valueFrom, ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef']),
      ...(value !== undefined && value !== '' && valueFrom !== undefined ? [`env[${index}] ${name} has value and valueFrom; give one of them`] : []),
    ]),
    ...twice(
      env,
      ({ name }) => name,
      ({ name }, index, first) => `env[${index}] ${name} is there already as env[${first}], and the last one would win; keep one of the two`,
    ),
    ...envFrom.flatMap((source, index) => choiceProblems(`envFrom[${index}]`, source, ['configMapRef', 'secretRef'])),
  ];
}

function mountProblems({ volumeMounts = [], volumeDevices = [], securityContext = {} }: Partial<Container>): readonly string[] {
  return [
    ...twice(
      volumeMounts,
      ({ mountPath }) => mountPath,
      ({ mountPath }, index, first) =>
        `volumeMounts[${index}].mountPath ${mountPath} is that of volumeMounts[${first}] already; give each mount a path of its own`,
    ),
    ...volumeMounts.flatMap(({ subPath, subPathExpr, mountPropagation, recursiveReadOnly = 'Disabled', readOnly }, index) => [
      ...(subPath !== undefined && subPath !== '' && subPathExpr !== undefined && subPathExpr !== ''
        ? [`volumeMounts[${index}] has subPath and subPathExpr; give one of them`]
        : []),
      ...(mountPropagation === 'Bidirectional' && securityContext.privileged !== true
        ? [`volumeMounts[${index}].mountPropagation Bidirectional is for privileged containers only; leave it out`]
        : []),
      ...(recursiveReadOnly !== 'Disabled' && readOnly !== true
        ? [`volumeMounts[${index}].recursiveReadOnly ${recursiveReadOnly} needs readOnly: true; give that too`]
        : []),
      ...(recursiveReadOnly !== 'Disabled' && mountPropagation !== undefined && mountPropagation !== 'None'
        ? [`volumeMounts[${index}].recursiveReadOnly ${recursiveReadOnly} goes with no mountPropagation; leave one of them out`]
        : []),
    ]),
    ...twice(
      volumeDevices,
      ({ devicePath }) => devicePath,
      ({ devicePath }, index, first) =>
        `volumeDevices[${index}].devicePath ${devicePath} is that of volumeDevices[${first}] already; give each device a path of its own`,
    ),
    ...twice(
      volumeDevices,
      ({ name }) => name,
      ({ name }, index, first) => `volumeDevices[${index}] is volume ${name}, as volumeDevices[${first}] already; keep one of the two`,
    ),
  ];
}

/** Rights that cancel each other. */
function rightsProblems({ securityContext = {} }: Partial<Container>): readonly string[] {
  const { privileged = false, allowPrivilegeEscalation, capabilities } = securityContext;
  if (allowPrivilegeEscalation !== false) return [];
  return [
    ...(privileged ? ['securityContext.privileged needs allowPrivilegeEscalation: true; give that too, or leave privileged out'] : []),
    // The API server looks for this spelling only.
    ...(capabilities?.add?.includes('CAP_SYS_ADMIN') === true
      ? ['securityContext.capabilities.add CAP_SYS_ADMIN needs allowPrivilegeEscalation: true; give that too, or leave it out']
      : []),
  ];
}

/** Profiles are of the machine, by a path, or have no path. */
export function profileProblems(path: string, profile: { readonly type?: string; readonly localhostProfile?: string } | undefined): readonly string[] {
  if (profile === undefined) return [];
  const { type, localhostProfile } = profile;
  if (type === 'Localhost' && (localhostProfile ?? '') === '') return [`${path}.localhostProfile is missing, and type is Localhost; name the profile`];
  return type !== 'Localhost' && localhostProfile !== undefined ? [`${path}.localhostProfile is for type Localhost only; leave it out`] : [];
}

/** A pod that is not ready is not ended. */
const graceProblems = ({ readinessProbe }: Partial<Container>): readonly string[] =>
  readinessProbe?.terminationGracePeriodSeconds === undefined
    ? []
    : ['readinessProbe.terminationGracePeriodSeconds is of no use, as this probe ends nothing; give it to livenessProbe'];

/** What the API server refuses of a container that runs along, whoever it is. */
export const ruleProblems = (container: Partial<Container>, table: Table = CONTAINER): readonly string[] =>
  [
    ...tableProblems(table, container),
    ...environmentProblems(container),
    ...probeProblems(container),
    ...graceProblems(container),
    ...mountProblems(container),
    ...rightsProblems(container),
    ...profileProblems('securityContext.seccompProfile', container.securityContext?.seccompProfile),
    ...profileProblems('securityContext.appArmorProfile', container.securityContext?.appArmorProfile),
    ...twice(
      container.resizePolicy ?? [],
      ({ resourceName }) => resourceName,
      ({ resourceName }, index, first) => `resizePolicy[${index}] is for ${resourceName}, as resizePolicy[${first}] already; keep one of the two`,
    ),
  ].map((problem) => `container ${container.name ?? 'without a name'}: ${problem}`);
