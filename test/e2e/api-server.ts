import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_SECONDS = 60;

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  /** The body, parsed from JSON where it is JSON. */
  readonly body: unknown;
}

/** A real Kubernetes API server of its own, with etcd, without controllers. */
export interface ApiServer {
  readonly url: string;
  /** Bearer token of a member of system:masters. */
  readonly token: string;
  /** Path of a kubeconfig. */
  readonly kubeconfig: string;
  /** Runs kubectl and returns its standard output; throws with both outputs when it fails. */
  kubectl(...args: readonly string[]): string;
  /** One request; at most 8 are open at a time, the others wait. */
  call(method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT', path: string, body?: unknown, contentType?: string): Promise<Answer>;
  /** Starts one more of the programs, which ends with the server; what it says is in NAME.log beside the kubeconfig. */
  run(name: string, ...args: readonly string[]): void;
  stop(): Promise<void>;
}

const programs = process.env['KUBEBUILDER_ASSETS'];

/** Whether all of these are where the programs are. */
export const areHere = (...names: readonly string[]): boolean => programs !== undefined && names.every((name) => existsSync(join(programs, name)));

/** Whether etcd, kube-apiserver and kubectl are on this machine. */
export const apiServerIsHere = areHere('etcd', 'kube-apiserver', 'kubectl');

/** `describe` where the programs are; else a skipped one whose title says how to get them. */
export const describeWithApiServer = (title: string, tests: () => void): void =>
  apiServerIsHere
    ? describe(title, tests)
    : describe.skip(`${title} (skipped: set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl)`, tests);

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((done) => {
          const server = createServer().listen(0, '127.0.0.1', () => done(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a listening server has no port');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Becomes the given program, and kills it when the other end of standard input is gone: nothing outlives its test, however that ends. */
const MORTAL = 'exec 3<&0; { cat <&3 >/dev/null; kill -KILL $$ 2>/dev/null; } & exec "$@"';

function launch(folder: string, name: string, args: readonly string[]): ChildProcess {
  const log = openSync(join(folder, `${name}.log`), 'w');
  const child = spawn('sh', ['-c', MORTAL, 'sh', join(programs ?? '', name), ...args], { stdio: ['pipe', log, log] });
  closeSync(log);
  return child;
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

async function end(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL'); // their data goes with them
  await gone;
}

function writeCredentials(folder: string, url: string, token: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
  };
  const files = { 'sa.key': privateKey, 'sa.pub': publicKey, 'tokens.csv': `${token},admin,admin,system:masters\n`, kubeconfig: JSON.stringify(kubeconfig) };
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text, { mode: 0o600 }));
  return join(folder, 'kubeconfig');
}

function caller(url: string, token: string, agent: Agent): ApiServer['call'] {
  return (method, path, body, contentType = 'application/json') =>
    new Promise((done, fail) => {
      const headers = { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': contentType }) };
      const outgoing = request(`${url}${path}`, { method, agent, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', fail);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = (incoming.headers['content-type'] ?? '').startsWith('application/json');
          done({ status: incoming.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
        });
      });
      outgoing.on('error', fail);
      outgoing.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    });
}

async function untilReady(call: ApiServer['call'], children: readonly ChildProcess[], folder: string): Promise<void> {
  let last = '';
  for (let waited = 0; waited < START_SECONDS * 10 && children.every(isRunning); waited += 1) {
    const answer = await call('GET', '/readyz').catch((error: unknown) => ({ status: 0, body: String(error) }));
    if (answer.status === 200) return;
    last = String(answer.body);
    await pause(100);
  }
  const logs = ['etcd', 'kube-apiserver'].map((name) => `${name}: ${readFileSync(join(folder, `${name}.log`), 'utf8').slice(-2_000)}`);
  throw new Error(`the API server did not become ready: ${last}\n${logs.join('\n')}`);
}

/** How an API server is to be. */
export interface ApiServerOptions {
  /** Whether pods need a service account. @default false: without controllers nobody makes the default ones */
  readonly accounts?: boolean;
}

/** Starts etcd and kube-apiserver from KUBEBUILDER_ASSETS on free ports, in a new temporary folder; ready when it returns. Stop it in `afterAll`. */
export async function startApiServer({ accounts = false }: ApiServerOptions = {}): Promise<ApiServer> {
  if (!apiServerIsHere) throw new Error('set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl');
  const folder = mkdtempSync(join(tmpdir(), 'api-server-'));
  const [client, peer, secure] = await freePorts(3);
  const [url, etcd, token] = [`https://127.0.0.1:${secure}`, `http://127.0.0.1:${client}`, randomBytes(16).toString('hex')];
  const kubeconfig = writeCredentials(folder, url, token);
  const agent = new Agent({ keepAlive: true, maxSockets: 8, rejectUnauthorized: false });
  const call = caller(url, token, agent);
  const etcdArgs = ['--data-dir', join(folder, 'etcd'), '--unsafe-no-fsync', '--listen-client-urls', etcd, '--advertise-client-urls', etcd];
  const serverArgs = ['--etcd-servers', etcd, '--cert-dir', join(folder, 'certs'), '--bind-address', '127.0.0.1', '--secure-port', String(secure)]
    .concat(['--service-cluster-ip-range', '10.96.0.0/12', '--allow-privileged=true', '--authorization-mode', 'RBAC'])
    .concat(['--token-auth-file', join(folder, 'tokens.csv'), '--service-account-issuer', 'https://kubernetes.default.svc'])
    .concat(['--service-account-key-file', join(folder, 'sa.pub'), '--service-account-signing-key-file', join(folder, 'sa.key')])
    .concat(accounts ? [] : ['--disable-admission-plugins', 'ServiceAccount']);
  const children = [launch(folder, 'etcd', [...etcdArgs, '--listen-peer-urls', `http://127.0.0.1:${peer}`]), launch(folder, 'kube-apiserver', serverArgs)];
  const stop = async (): Promise<void> => {
    agent.destroy();
    for (const child of [...children].reverse()) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(call, children, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  const kubectl = (...args: readonly string[]): string =>
    execFileSync(join(programs ?? '', 'kubectl'), ['--kubeconfig', kubeconfig, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
    });
  const run = (name: string, ...args: readonly string[]): void => {
    children.push(launch(folder, name, args));
  };
  return { url, token, kubeconfig, kubectl, call, run, stop };
}
