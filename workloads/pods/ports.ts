import type { k8s } from 'cdk8s-plus-28';
import { nearestName } from '../../cluster/values/nearest-name';
import type { Plain } from '../../objects/plain-object';
import { wholeProblems } from '../places/whole-number';
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
      ...wholeProblems(`${who}: port`, port.number, 1, 65_535),
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

/** Ports of a Service that clash, or lead nowhere. */
export function servicePortProblems(ports: readonly ServicePort[], containers: readonly Container[]): readonly string[] {
  const names = takenBy(containers).flatMap(({ name }) => name ?? []);
  const key = ({ port, protocol = 'TCP' }: ServicePort): string => `${port}/${protocol}`;
  return ports.flatMap((port, index) => {
    const meant = typeof port.targetPort === 'string' ? nearestName(port.targetPort, names) : undefined;
    return [
      ...wholeProblems('ports: port', port.port, 1, 65_535),
      ...(ports.slice(0, index).some((other) => key(other) === key(port)) ? [`ports: port ${key(port)} occurs twice; change one`] : []),
      ...(typeof port.targetPort === 'string' && !names.includes(port.targetPort)
        ? [
            `ports: targetPort ${port.targetPort} is not the name of a port of its containers; ${meant === undefined ? 'name one, or give its number' : `did you mean ${meant}?`}`,
          ]
        : []),
    ];
  });
}
