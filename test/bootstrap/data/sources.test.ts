import { registryAccessConstants, sourceConstants } from '../../../bootstrap/data/sources';
import { EXAMPLES } from '../bash';
import { HOME } from '../home';

test('node.sh is told the sources of the spec; what only the machine knows is empty', () => {
  expect(sourceConstants(HOME)).toEqual({
    KUBERNETES_SOURCE: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/',
    KUBERNETES_SOURCE_KEY: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key',
    KUBERNETES_SOURCE_FINGERPRINT: '',
    CONTAINERD_SOURCE: '',
    CONTAINERD_SUITE: '',
    CONTAINERD_SOURCE_KEY: '',
    CONTAINERD_SOURCE_FINGERPRINT: '',
    BINARIES_SOURCE: 'https://dl.k8s.io',
    CONVERT_SHA256_AMD64: '',
    CONVERT_SHA256_ARM64: '',
    REGISTRIES: [],
    REGISTRY_ACCESS: [],
  });
});

test('mirrors of the spec take the place of the originals, registries sorted by name', () => {
  const mirrors = EXAMPLES.find(([file]) => file.endsWith('/mirrors.yaml'))?.[1] ?? HOME;
  expect(sourceConstants(mirrors)).toEqual({
    KUBERNETES_SOURCE: 'http://10.77.0.1:8080/kubernetes/core:/stable:/v1.36/deb/',
    KUBERNETES_SOURCE_KEY: 'http://10.77.0.1:8080/kubernetes/core:/stable:/v1.36/deb/Release.key',
    KUBERNETES_SOURCE_FINGERPRINT: 'DE15B14486CD377B9E876E1A234654DA9A296436',
    CONTAINERD_SOURCE: 'http://10.77.0.1:8080/docker/linux/debian',
    CONTAINERD_SUITE: 'trixie',
    CONTAINERD_SOURCE_KEY: 'http://10.77.0.1:8080/keys/docker.asc',
    CONTAINERD_SOURCE_FINGERPRINT: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88',
    BINARIES_SOURCE: 'http://10.77.0.1:8080/release/',
    CONVERT_SHA256_AMD64: '5a1cf4b7c0a1d3c3c08ecf1cb7be0b0ad7d3b0d70d3f26dc3ec9ac1b9b1ad4c5',
    CONVERT_SHA256_ARM64: '',
    REGISTRIES: ['docker.io\thttp://10.77.0.1:5000', 'ghcr.io\thttp://10.77.0.1:5000', 'registry.k8s.io\thttp://10.77.0.1:5000'],
    REGISTRY_ACCESS: [],
  });
});

test('machines are told which hosts need what, the desk where it is', () => {
  const harbor = EXAMPLES.find(([file]) => file.endsWith('/harbor.yaml'))?.[1] ?? HOME;
  expect(sourceConstants(harbor)['REGISTRY_ACCESS']).toEqual(['ca harbor.example', 'login harbor.example', 'login ghcr.io']);
  expect(registryAccessConstants(harbor)).toEqual({
    REGISTRY_ACCESS: [
      'ca\tharbor.example\t~/harbor-ca.crt',
      'login-file\tharbor.example\t~/.config/harbor-login',
      'login-command\tghcr.io\tprintf "me:%s" "$(gh auth token)"',
    ],
  });
});
