import type { RegistryAccess } from '../model/cluster';
import type { Draft } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { type Path, at, error } from '../values/problem';
import { type Problems, repeated } from './rule';
import { isRegistry } from './sources';

const ACCESS = ['sources', 'registryAccess'];

/** Names under which nobody writes an image of Docker Hub, although programs ask there. */
const DOCKER_HUB = ['index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com', 'hub.docker.com'];

function* hostProblems(path: Path, host: string): Problems {
  if (!isRegistry(host))
    yield error(
      path,
      host,
      'is not a registry host',
      'write the first part of its images, or the host of the mirror, such as harbor.example or 192.168.0.5:5000',
    );
  else if (DOCKER_HUB.includes(host)) yield error(path, host, 'is not how images name Docker Hub', 'write docker.io');
}

const isPath = (text: string): boolean => /^(?:~\/|\/)[^\p{Cc}]+$/u.test(text);

function* pathProblems(path: Path, value: string | undefined): Problems {
  if (value === undefined || isPath(value)) return;
  // A secret or a certificate written here by mistake must not appear in a log.
  const shown = /^[\w.~/ -]{1,80}$/.test(value) ? value : undefined;
  yield error(path, shown, 'is not the path of a file', 'keep it in a file at the desk, and write its path from / or ~/, such as ~/.config/harbor-login');
}

function* loginProblems(path: Path, login: RegistryAccess['login'], written: { readonly file?: string; readonly command?: string } | undefined): Problems {
  if (written?.file !== undefined && written.command !== undefined) yield error(path, undefined, 'has file and command', 'keep one of them');
  else if (written !== undefined && login === undefined) yield error(path, undefined, 'has neither file nor command', 'write one of them, or remove login');
  if (login?.kind === 'file') yield* pathProblems(at(path, 'file'), login.text);
  // One line of bash, in a row of a list.
  else if (login !== undefined && !/^[^\p{Cc}]*\S[^\p{Cc}]*$/u.test(login.text))
    yield error(at(path, 'command'), login.text, 'is not a command', 'write one line, such as pass show harbor; put longer ones into a program');
}

const hostOf = (url: string): string => url.replace(/^https?:\/\//i, '').replace(/\/.*$/, '');

/** Each host has one access, which says something, and whose login nobody on the way can read. */
export function* registryAccess({ sources: { registryAccess: all, registries } }: Draft, spec: ClusterSpec): Problems {
  for (const [index, { host, ca, login }] of all.entries()) {
    const path = at(ACCESS, index);
    const written = spec.sources?.registryAccess?.[index];
    yield* hostProblems(at(path, 'host'), host);
    yield* pathProblems(at(path, 'ca'), ca);
    yield* loginProblems(at(path, 'login'), login, written?.login);
    if (ca === undefined && written?.login === undefined) yield error(path, undefined, 'has neither ca nor login', 'write one of them, or remove the item');
    const [mirrored] = Object.entries(registries).find(([, url]) => /^http:/i.test(url) && hostOf(url) === host) ?? [];
    if (mirrored !== undefined)
      yield error(
        at(path, 'host'),
        host,
        `is the mirror of ${mirrored} by http://, where anybody on the network path could read a login and a ca does nothing`,
        `use https:// in sources.registries`,
      );
  }
  for (const { value, first } of repeated(all.entries(), ([, { host }]) => host.toLowerCase()))
    yield error(at(ACCESS, value[0], 'host'), value[1].host, `is already the host of sources.registryAccess[${first[0]}]`, 'write what it needs once');
}
