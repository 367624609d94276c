import type { k8s } from 'cdk8s-plus-28';
import { nearestName } from '../../cluster/values/nearest-name';
import type { Plain } from '../../objects/plain-object';
import { twice } from '../fields/choice';
import { needed, oneOf } from '../fields/form';
import { DNS_LABEL, KEY, PORT, PORT_OR_NAME } from '../fields/names';
import { type Table, tableProblems } from '../fields/table';
import type { Container } from './container';

/** A port of a Service as Kubernetes has it. */
export type ServicePort = Plain<k8s.ServicePort>;

interface Taken {
  readonly container: string;
  readonly number: number;
  readonly protocol: string;
  readonly name: string | undefined;
}

const takenBy = (containers: readonly Container[]): readonly Taken[] =>
  containers.flatMap(({ name: container, ports = [] }) =>
    ports.map(({ containerPort, protocol = 'TCP', name }) => ({ container, number: containerPort, protocol, name })),
  );

/** The first of the others that has the same, by some measure; undefined for the first one itself. */
function earlier(all: readonly Taken[], index: number, isSame: (one: Taken, other: Taken) => boolean): Taken | undefined {
  const one = all[index];
  return one && all.slice(0, index).find((other) => isSame(one, other));
}

/** The containers of a pod share its address, so that they cannot share a port, nor the name of one. */
export function portProblems(containers: readonly Container[]): readonly string[] {
  const all = takenBy(containers);
  return all.flatMap((port, index) => {
    const sameNumber = earlier(all, index, (one, other) => one.number === other.number && one.protocol === other.protocol);
    const sameName = earlier(all, index, (one, other) => one.name !== undefined && one.name === other.name);
    const who = `container ${port.container}`;
    return [
      ...(sameNumber
        ? [`${who} has port ${port.number}/${port.protocol}, which container ${sameNumber.container} has already; a pod has one address: change one`]
        : []),
      ...(sameName ? [`${who} has a port named ${port.name ?? ''}, as container ${sameName.container} has already; change one`] : []),
    ];
  });
}

/** Where a Service sends requests when nobody says: from port 80 to the first port of the container. */
export function servicePortsOf(ports: readonly ServicePort[] | undefined, { ports: [first] = [] }: Container): readonly ServicePort[] {
  if (ports !== undefined || first === undefined) return ports ?? [];
  const { containerPort, name, protocol } = first;
  return [{ port: 80, targetPort: name ?? containerPort, ...(name === undefined ? {} : { name }), ...(protocol === undefined ? {} : { protocol }) }];
}

/** The forms of a Service's ports: it has an address inside the cluster, and no port of the machines. */
const SERVICE: Table = {
  'ports[].port': needed(PORT),
  'ports[].name': DNS_LABEL,
  'ports[].targetPort': PORT_OR_NAME,
  'ports[].protocol': oneOf('TCP', 'UDP', 'SCTP'),
  'ports[].appProtocol': KEY,
};

/** Several ports are told apart by their names. */
function portNameProblems(ports: readonly ServicePort[]): readonly string[] {
  const unnamed = ports.flatMap(({ name = '', port }, index) =>
    name === ''
      ? [`ports[${index}] ${port} has no name, and a Service with several ports needs one for each; give name: 'port-${port}', or what it is for`]
      : [],
  );
  return [
    ...(ports.length > 1 ? unnamed : []),
    ...twice(
      ports,
      ({ name = '' }) => (name === '' ? undefined : name),
      ({ name = '' }, index, first) => `ports[${index}].name ${name} is that of ports[${first}] already; give each port its own name`,
    ),
  ];
}

const nodePortProblems = (ports: readonly ServicePort[]): readonly string[] =>
  ports.flatMap(({ nodePort = 0 }, index) =>
    nodePort === 0
      ? []
      : [
          `ports[${index}].nodePort ${nodePort} is for Services of type NodePort, and this one has an address inside the cluster; leave it out, or add such a Service`,
        ],
  );

/** Where a Service's ports lead, by the names of the pods' ports. */
const targetProblems = (ports: readonly ServicePort[], names: readonly string[]): readonly string[] =>
  ports.flatMap(({ targetPort }) => {
    if (typeof targetPort !== 'string' || names.includes(targetPort)) return [];
    const meant = nearestName(targetPort, names);
    return [
      `ports: targetPort ${targetPort} is not the name of a port of its containers; ${meant === undefined ? 'name one, or give its number' : `did you mean ${meant}?`}`,
    ];
  });

/** Ports of a Service that clash, or lead nowhere, or that the API server refuses. */
export function servicePortProblems(ports: readonly ServicePort[], containers: readonly Container[]): readonly string[] {
  const key = ({ port, protocol = 'TCP' }: ServicePort): string => `${port}/${protocol}`;
  return [
    ...tableProblems(SERVICE, { ports }),
    ...twice(ports, key, (port) => `ports: port ${key(port)} occurs twice; change one`),
    ...portNameProblems(ports),
    ...nodePortProblems(ports),
    ...targetProblems(
      ports,
      takenBy(containers).flatMap(({ name }) => name ?? []),
    ),
  ];
}
