import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { type Server, createServer } from 'node:https';
import { createConnection } from 'node:net';

/*
 * A registry with TLS and a login, and who pulls from it: `pull.ts FOLDER PORT basic|bearer SOCKET IMAGE…`. FOLDER has server.key and server.crt, SOCKET is
 * that of a containerd, which is asked as the kubelet asks it. Prints what the registry was asked for, and what containerd answered.
 */

const [folder = '', port = '', scheme = '', socket = '', ...images] = process.argv.slice(2);

const LOGIN = `Basic ${Buffer.from('robot:s3cret').toString('base64')}`;
const TOKEN = 'Bearer of-an-hour';

const digest = (blob: Buffer): string => `sha256:${createHash('sha256').update(blob).digest('hex')}`;

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));

const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
// An image without a layer.
const config = json({ architecture, os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [] } });
const manifest = json({
  schemaVersion: 2,
  mediaType: MANIFEST_TYPE,
  config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digest(config), size: config.length },
  layers: [],
});

const challenge = (): string => (scheme === 'basic' ? 'Basic realm="registry"' : `Bearer realm="https://127.0.0.1:${port}/token",service="registry"`);

function registry(): Server {
  const key = readFileSync(`${folder}/server.key`);
  const cert = readFileSync(`${folder}/server.crt`);
  return createServer({ key, cert }, ({ method, url = '', headers: { authorization = 'nobody' } }, answer) => {
    process.stdout.write(
      `${method ?? ''} ${url.replace(/sha256:.*|\?.*/, '')} ${authorization === LOGIN ? 'login' : authorization === TOKEN ? 'token' : authorization}\n`,
    );
    if (url.startsWith('/token')) {
      answer.writeHead(authorization === LOGIN ? 200 : 401).end(json({ token: TOKEN.replace('Bearer ', '') }));
    } else if (authorization !== (scheme === 'basic' ? LOGIN : TOKEN)) {
      answer.writeHead(401, { 'WWW-Authenticate': challenge() }).end();
    } else {
      const blob = url.includes('/manifests/') ? manifest : config;
      const head = {
        'Content-Type': blob === manifest ? MANIFEST_TYPE : 'application/octet-stream',
        'Content-Length': blob.length,
        'Docker-Content-Digest': digest(blob),
      };
      answer.writeHead(200, head).end(method === 'HEAD' ? undefined : blob);
    }
  });
}

/** Field 1 of a message of protobuf: a text or a message, shorter than 128 bytes. */
const field1 = (content: Buffer): Buffer => Buffer.concat([Buffer.from([0x0a, content.length]), content]);

/** runtime.v1.ImageService/PullImage over gRPC, without a login of its own, as the kubelet asks for a pod without imagePullSecrets. */
function pull(image: string): Promise<string> {
  const message = field1(field1(Buffer.from(image)));
  const prefix = Buffer.from([0, 0, 0, 0, message.length]);
  return new Promise((resolve, reject) => {
    const client = connect('http://localhost', { createConnection: () => createConnection(socket) });
    client.on('error', reject);
    const request = client.request({ ':method': 'POST', ':path': '/runtime.v1.ImageService/PullImage', 'content-type': 'application/grpc', te: 'trailers' });
    let status = '';
    const take = (headers: NodeJS.Dict<string | string[]>): void => {
      if (headers['grpc-status'] !== undefined) status = headers['grpc-status'] === '0' ? 'pulled' : decodeURIComponent(String(headers['grpc-message']));
    };
    request.on('response', take);
    request.on('trailers', take);
    request.on('error', reject);
    request.on('close', () => {
      client.close();
      resolve(status);
    });
    request.resume();
    request.end(Buffer.concat([prefix, message]));
  });
}

async function main(): Promise<void> {
  const server = registry();
  await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
  for (const image of images) process.stdout.write(`${image}: ${await pull(image)}\n`);
  server.closeAllConnections();
  server.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
