import { type Schema, array, intOrString, integer, object, string } from '../../crd/schema/schema';
import type { Probe } from './generated';

const int32 = (description: string) => integer({ format: 'int32', description });
const port = intOrString({ description: 'Number or name of the port.' });

const shape = object(
  {
    exec: object(
      { command: array(string(), { listType: 'atomic', doc: 'The program and its arguments.' }) },
      { description: 'Command in the container, without a shell; exit code 0 means success.' },
    ),
    failureThreshold: int32('Number of consecutive failures before the kubelet acts. Default: 3.'),
    grpc: object(
      {
        port: integer({ format: 'int32', doc: 'Number of the port.' }),
        service: string({ default: '', doc: 'The service that the health check is asked of.' }),
      },
      { required: ['port'], description: 'Health check over gRPC.' },
    ),
    httpGet: object(
      {
        host: string({ description: 'Host name or address. Default: the address of the pod.' }),
        httpHeaders: array(
          object({ name: string({ doc: 'Name of the header.' }), value: string({ doc: 'Value of the header.' }) }, { required: ['name', 'value'] }),
          { listType: 'atomic', doc: 'Headers of the request; a name may occur twice.' },
        ),
        path: string({ doc: 'The path of the request, such as /healthz; / when left out.' }),
        port,
        scheme: string({ description: 'HTTP or HTTPS. Default: HTTP.' }),
      },
      { required: ['port'], description: 'HTTP GET request; a status from 200 to 399 means success.' },
    ),
    initialDelaySeconds: int32('Seconds from the start of the container to the first probe. Default: 0.'),
    periodSeconds: int32('Seconds between probes. Default: 10.'),
    successThreshold: int32('Number of consecutive successes after a failure; must be 1 for liveness and startup. Default: 1.'),
    tcpSocket: object(
      { host: string({ doc: "Name or address to connect to; the pod's address when left out." }), port },
      { required: ['port'], description: 'TCP connection; an open port means success.' },
    ),
    terminationGracePeriodSeconds: integer({
      format: 'int64',
      description: "Seconds that the container has to end after a failure. Default: the pod's value.",
    }),
    timeoutSeconds: int32('Seconds until a probe times out. Default: 1.'),
  },
  { doc: 'Probe of a container by the kubelet.' },
);

/**
 * Probe of a container by the kubelet; exactly one of `exec`, `grpc`, `httpGet` and `tcpSocket`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
 */
export const probe: Schema<Probe> = shape;
