import { Type } from '@sinclair/typebox';
import { DEFAULTS } from './defaults';
import { fields, text } from './fields';

const sum = (arch: string) =>
  Type.Optional(
    text(`That of the program for ${arch}: 64 hexadecimal digits.`, {
      byDefault: 'what the .sha256 beside the program says',
      examples: ['f1c2d7a0c1a4a1a3fd0e2b3e1f7c8e0f9a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d'],
    }),
  );

const registryAccess = fields(
  {
    host: text('Host of a registry or a mirror, perhaps with its port, as images or sources.registries have it; docker.io is Docker Hub.', {
      examples: ['harbor.example'],
    }),
    ca: Type.Optional(
      text('Path at the desk of the certificate of the authority that signed its certificate, as PEM.', {
        byDefault: 'the authorities that the machine knows',
        examples: ['~/harbor-ca.crt'],
      }),
    ),
    login: Type.Optional(
      fields(
        {
          file: Type.Optional(
            text('Path at the desk of a file with one line, USER:PASSWORD; a token stands in the place of the password.', {
              byDefault: 'what the command prints',
              examples: ['~/.config/harbor-login'],
            }),
          ),
          command: Type.Optional(
            text('Command that bash runs at the desk in each plan and up; it prints that line.', {
              byDefault: 'what is in the file',
              examples: ['pass show harbor'],
            }),
          ),
        },
        'Who the machines are to the registry. It gets to no program and no manifest in dist, no argument and no log; machines keep it in a file that only root reads.',
      ),
    ),
  },
  'Access to one registry or mirror.',
);

/** Where machines get what they install. */
export const sources = fields(
  {
    kubernetes: Type.Optional(
      fields(
        {
          url: Type.Optional(
            text('The apt repository of the Kubernetes packages, as in the deb line.', {
              byDefault: "upstream's for the version",
              examples: ['https://mirror.example/kubernetes/deb/'],
            }),
          ),
          key: Type.Optional(
            text('URL of the ASCII-armored key of the repository.', {
              byDefault: 'Release.key in the repository',
              examples: ['https://mirror.example/kubernetes.asc'],
            }),
          ),
          fingerprint: Type.Optional(
            text(
              'Fingerprint of that key, as gpg --show-keys prints it. Machines take no other key; without it they take whatever is at the URL, which must be https:// then.',
              {
                byDefault: 'none',
                examples: ['DE15B14486CD377B9E876E1A234654DA9A296436'],
              },
            ),
          ),
        },
        'Where kubelet, kubeadm, kubectl, cri-tools and kubernetes-cni come from.',
      ),
    ),
    containerd: Type.Optional(
      fields(
        {
          url: Type.Optional(
            text('The apt repository of containerd.io, as in the deb line.', {
              byDefault: "Docker's for the machine's distribution",
              examples: ['https://mirror.example/docker/linux/debian'],
            }),
          ),
          suite: Type.Optional(text('Suite of the repository.', { byDefault: "the codename of the machine's distribution", examples: ['trixie'] })),
          key: Type.Optional(
            text('URL of the ASCII-armored key of the repository.', { byDefault: 'gpg in the repository', examples: ['https://mirror.example/docker.asc'] }),
          ),
          fingerprint: Type.Optional(
            text(
              'Fingerprint of that key, as gpg --show-keys prints it. Machines take no other key; without it they take whatever is at the URL, which must be https:// then.',
              {
                byDefault: 'none',
                examples: ['9DC858229FC7DD38854AE2D88D81803C0EBFCD88'],
              },
            ),
          ),
        },
        'Where containerd comes from.',
      ),
    ),
    binaries: Type.Optional(
      fields(
        {
          url: Type.Optional(
            text('URL below which vX.Y.Z/bin/linux/ARCH/kubectl-convert and its .sha256 are.', {
              default: DEFAULTS.binaries,
              examples: ['https://mirror.example/kubernetes/release'],
            }),
          ),
          sha256: Type.Optional(
            fields(
              { amd64: sum('amd64'), arm64: sum('arm64') },
              'SHA-256 sums of kubectl-convert, which control planes hold against what they get; needed where it comes by http://.',
            ),
          ),
        },
        'Where kubectl-convert comes from, which the apt repository does not have.',
      ),
    ),
    registries: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description:
          'Mirrors of image registries: host of the original, URL of the mirror. A path in which /v2/ stands before a name, as of a proxy project of Harbor, is asked as it is (override_path of containerd).',
        byDefault: 'none',
        examples: [{ 'registry.k8s.io': 'http://192.168.0.5:5000' }, { 'docker.io': 'https://harbor.example/v2/dockerhub-proxy' }],
      }),
    ),
    registryAccess: Type.Optional(
      Type.Array(registryAccess, {
        description: 'What machines need to get at image registries and mirrors: an authority of your own, a login. cluster.sh brings it to them.',
        byDefault: 'none',
        examples: [[{ host: 'harbor.example', ca: '~/harbor-ca.crt', login: { file: '~/.config/harbor-login' } }]],
      }),
    ),
  },
  'Mirrors: where machines get from what they install.',
);
