import { completeSources } from '../../../cluster/complete/sources';

const VERSION = { text: '1.36.4', minor: 36 };

test.each([
  [
    'upstream by default',
    {},
    { kubernetes: { url: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/', key: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key' } },
  ],
  [
    'the key of a mirror where the original has it',
    { kubernetes: { url: 'https://m.example/deb' } },
    { kubernetes: { url: 'https://m.example/deb', key: 'https://m.example/deb/Release.key' } },
  ],
  ['a key of its own', { kubernetes: { url: 'https://m.example/deb/', key: 'https://m.example/k' } }, { kubernetes: { key: 'https://m.example/k' } }],
  ['containerd as the machine decides', {}, { containerd: { url: undefined, suite: undefined, key: undefined } }],
  [
    'a mirror of containerd',
    { containerd: { url: 'https://m.example/docker/' } },
    { containerd: { url: 'https://m.example/docker/', key: 'https://m.example/docker/gpg' } },
  ],
  ['programs from upstream', {}, { binaries: { url: 'https://dl.k8s.io' }, registries: {}, registryAccess: [] }],
])('%s', (_, spec, sources) => expect(completeSources(spec, VERSION)).toMatchObject(sources));
