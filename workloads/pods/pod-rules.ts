import { choiceProblems, twice } from '../fields/choice';
import { tableProblems } from '../fields/table';
import type { Container, PodSpec } from './container';
import { profileProblems, ruleProblems } from './container-rules';
import { placeProblems } from './place-rules';
import { POD } from './pod-fields';
import { amountsProblems } from './resources';
import { mountedProblems, sameNameProblems, volumeProblems } from './volume-rules';

/** The longest that the lines of a resolver may be, and how many there may be. */
const RESOLVER = { nameservers: 3, searches: 32, letters: 2048 } as const;

function dnsProblems({ dnsPolicy, dnsConfig }: PodSpec): readonly string[] {
  const { nameservers = [], searches = [] } = dnsConfig ?? {};
  return [
    ...(dnsPolicy === 'None' && nameservers.length === 0 ? ['dnsPolicy None leaves the pod without a name server; give dnsConfig.nameservers'] : []),
    ...(nameservers.length > RESOLVER.nameservers ? [`dnsConfig.nameservers has ${nameservers.length} addresses; give at most ${RESOLVER.nameservers}`] : []),
    ...(searches.length > RESOLVER.searches ? [`dnsConfig.searches has ${searches.length} domains; give at most ${RESOLVER.searches}`] : []),
    ...(searches.join(' ').length > RESOLVER.letters
      ? [`dnsConfig.searches has ${searches.join(' ').length} characters in all; give at most ${RESOLVER.letters}`]
      : []),
  ];
}

const NAMESPACES = ['hostIPC', 'hostNetwork', 'hostPID'] as const;

/** What a pod may not have of the machine at the same time. */
function hostProblems(spec: PodSpec, containers: readonly Container[]): readonly string[] {
  const own = NAMESPACES.filter((name) => spec[name] === true);
  return [
    ...(spec.hostUsers === false && own.length > 0 ? [`hostUsers false goes with none of ${own.join(', ')}; leave one of them out`] : []),
    ...(spec.hostUsers === false
      ? []
      : containers
          .filter(({ securityContext }) => securityContext?.procMount === 'Unmasked')
          .map(({ name }) => `container ${name}: securityContext.procMount Unmasked is for pods with hostUsers: false; give that too, or leave it out`)),
    ...(spec.hostPID === true && spec.shareProcessNamespace === true ? ['hostPID and shareProcessNamespace exclude each other; leave one of them out'] : []),
    ...(spec.hostNetwork === true
      ? containers.flatMap(({ name, ports = [] }) =>
          ports.flatMap(({ containerPort, hostPort = 0 }, index) =>
            hostPort !== 0 && hostPort !== containerPort
              ? [
                  `container ${name}: ports[${index}].hostPort ${hostPort} is not its containerPort ${containerPort}, and with hostNetwork both are one; leave hostPort out`,
                ]
              : [],
          ),
        )
      : []),
    ...hostPortProblems(containers),
  ];
}

/** Two ports of a machine that are one. */
function hostPortProblems(containers: readonly Container[]): readonly string[] {
  const taken = containers.flatMap(({ name, ports = [] }) =>
    ports.flatMap(({ hostPort = 0, hostIP = '', protocol = 'TCP' }) => (hostPort === 0 ? [] : [{ name, port: `${hostPort}/${protocol}`, hostIP }])),
  );
  return twice(
    taken,
    ({ port, hostIP }) => [port, hostIP],
    ({ name, port }, _, first) =>
      `container ${name} has hostPort ${port}, which container ${taken[first]?.name ?? ''} has already; a machine has each port once: change one`,
  );
}

function claimProblems({ resourceClaims = [] }: PodSpec, containers: readonly Container[]): readonly string[] {
  const names = resourceClaims.map(({ name }) => name);
  return [
    ...resourceClaims.flatMap((claim, index) => choiceProblems(`resourceClaims[${index}]`, claim, ['resourceClaimName', 'resourceClaimTemplateName'])),
    ...twice(
      resourceClaims,
      ({ name }) => name,
      ({ name }, index, first) => `resourceClaims[${index}].name ${name} is that of resourceClaims[${first}] already; give each its own`,
    ),
    ...containers.flatMap(({ name, resources = {} }) =>
      (resources.claims ?? []).flatMap((claim, index) =>
        names.includes(claim.name)
          ? []
          : [`container ${name}: resources.claims[${index}].name ${claim.name} is not one of resourceClaims of the pod; add it there`],
      ),
    ),
  ];
}

function rightsProblems({ securityContext = {} }: PodSpec): readonly string[] {
  const { seccompProfile, appArmorProfile, sysctls = [] } = securityContext;
  return [
    ...profileProblems('securityContext.seccompProfile', seccompProfile),
    ...profileProblems('securityContext.appArmorProfile', appArmorProfile),
    ...twice(
      sysctls,
      ({ name }) => name.replaceAll('/', '.'),
      ({ name }, index, first) => `securityContext.sysctls[${index}] is ${name}, as sysctls[${first}] already; keep one of the two`,
    ),
  ];
}

/** A container that runs to its end before the others start is asked nothing. */
const ENDING = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

const endingProblems = (containers: readonly Container[]): readonly string[] =>
  containers
    .filter(({ restartPolicy }) => restartPolicy !== 'Always')
    .flatMap((container) => [
      ...(container.resizePolicy ?? []).flatMap(({ restartPolicy }, index) =>
        restartPolicy === 'RestartContainer'
          ? [
              `container ${container.name}: resizePolicy[${index}].restartPolicy RestartContainer is not for a container that ends before the others start; leave it out`,
            ]
          : [],
      ),
      ...ENDING.filter((field) => container[field] !== undefined).map(
        (field) => `container ${container.name} ends before the others start, and has ${field}; leave it out, or let it run beside them as a Sidecar`,
      ),
    ]);

/** All that the API server refuses of a pod's spec, wherever the spec is. */
export function specProblems(spec: PodSpec): readonly string[] {
  const { containers = [], initContainers = [], volumes = [] } = spec;
  const all: readonly Container[] = [...initContainers, ...containers];
  return [
    ...tableProblems(POD, spec),
    ...dnsProblems(spec),
    ...placeProblems(spec),
    ...rightsProblems(spec),
    ...all.flatMap((container) => [...ruleProblems(container), ...amountsProblems(`container ${container.name}`, container.resources ?? {})]),
    ...endingProblems(initContainers),
    ...volumes.flatMap(volumeProblems),
    ...sameNameProblems(volumes),
    ...mountedProblems(all, volumes),
    ...hostProblems(spec, all),
    ...claimProblems(spec, all),
    ...twice(
      spec.schedulingGates ?? [],
      ({ name }) => name,
      ({ name }, index, first) => `schedulingGates[${index}] is ${name}, as schedulingGates[${first}] already; keep one of the two`,
    ),
    ...(spec.resources === undefined ? [] : amountsProblems('the pod', spec.resources)),
  ];
}
