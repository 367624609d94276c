import { type Schema, type Static, array, intOrString, integer, object, string } from '../../crd/schema/schema';

const int32 = (description: string) => integer({ format: 'int32', description });
const port = intOrString({ description: 'Number or name of the port.' });

const shape = object({
  exec: object({ command: array(string(), { listType: 'atomic' }) }, { description: 'Command in the container, without a shell; exit code 0 means success.' }),
  failureThreshold: int32('How many times in a row it must fail before something happens; 3 by default.'),
  grpc: object({ port: integer({ format: 'int32' }), service: string({ default: '' }) }, { required: ['port'], description: 'Health check over gRPC.' }),
  httpGet: object(
    {
      host: string({ description: 'Host name or address. Default: the address of the pod.' }),
      httpHeaders: array(object({ name: string(), value: string() }, { required: ['name', 'value'] }), { listType: 'atomic' }),
      path: string(),
      port,
      scheme: string({ description: 'HTTP or HTTPS. Default: HTTP.' }),
    },
    { required: ['port'], description: 'HTTP GET request; a status from 200 to 399 means success.' },
  ),
  initialDelaySeconds: int32('How long after the start of the container the first probe waits, in seconds; 0 by default.'),
  periodSeconds: int32('Pause between probes, in seconds; 10 by default.'),
  successThreshold: int32('How many times in a row it must succeed after a failure; 1 by default, and always 1 for liveness and startup.'),
  tcpSocket: object({ host: string(), port }, { required: ['port'], description: 'TCP connection; an open port means success.' }),
  terminationGracePeriodSeconds: integer({
    format: 'int64',
    description: "Seconds that the container has to end after a failure. Default: the pod's value.",
  }),
  timeoutSeconds: int32('How long an answer may take, in seconds; 1 by default.'),
});

/** How the kubelet finds out whether a container lives, is ready or has started. */
export interface Probe extends Static<typeof shape> {}

/**
 * How the kubelet finds out whether a container lives, is ready or has started; exactly one of `exec`, `grpc`, `httpGet` and `tcpSocket`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
 */
export const probe: Schema<Probe> = shape;
