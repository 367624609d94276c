import type { Draft } from '../model/draft';
import { type Path, at, error, nameError } from '../values/problem';
import type { Problems } from './rule';

const SETTINGS = ['storage', 'rook', 'settings'];

/** A kind of daemon, one daemon of it, or those of a kind with a class of disks or in a place: https://docs.ceph.com/en/tentacle/rados/configuration/ceph-conf/ */
const SECTION = /^(global|(mon|mgr|osd|mds|client)(\.[\w*-][\w.*-]*)?(\/[a-z]+:[\w.-]+)?)$/;

/** Options of daemons, and of modules of the manager such as mgr/balancer/mode. */
const OPTION = /^[a-z][a-z0-9_]*(\/[a-z0-9_-]+)*$/;

const PRINTABLE = /^[^\p{Cc}]{1,1024}$/u;

/** Options that a field says, and ones that Rook sets by itself. */
const ELSEWHERE: Readonly<Record<string, string | undefined>> = {
  osd_pool_default_size: 'storage.rook.replicas',
  public_network: 'storage.rook.network.public',
  cluster_network: 'storage.rook.network.cluster',
  ms_cluster_mode: 'storage.rook.network.encryption',
  ms_service_mode: 'storage.rook.network.encryption',
  ms_client_mode: 'storage.rook.network.encryption',
  ms_osd_compress_mode: 'storage.rook.network.compression',
  fsid: undefined,
  keyring: undefined,
  mon_host: undefined,
  mon_initial_members: undefined,
  public_addr: undefined,
  cluster_addr: undefined,
};

const SECRET = /(password|passphrase|passwd|secret)(_|\/|$)/;

function* optionProblems(path: Path, option: string, value: string): Problems {
  const plain = option
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (!OPTION.test(option))
    yield nameError(
      path,
      'is not an option of Ceph',
      OPTION.test(plain) ? `write ${plain}` : 'write lower-case words with underscores, such as osd_max_backfills',
    );
  else if (Object.hasOwn(ELSEWHERE, option)) {
    const field = ELSEWHERE[option];
    yield field === undefined ? nameError(path, 'is set by Rook itself', 'remove it') : nameError(path, 'is a field of its own', `set ${field}`);
  } else if (SECRET.test(option))
    yield nameError(path, 'is a secret, and what is written here gets into dist', 'remove it, and run ceph config set in the toolbox, which keeps it in Ceph');
  else if (!PRINTABLE.test(value)) yield error(path, value, 'is not a value', 'write one line of text');
}

/** Settings name sections and options that Ceph reads; an option that a field of the spec sets is refused here. */
export function* cephSettings({ storage }: Draft): Problems {
  if (storage.kind === 'none') return;
  for (const [section, options] of Object.entries(storage.settings)) {
    const path = at(SETTINGS, section);
    if (!SECTION.test(section)) yield nameError(path, 'is not a section of Ceph', 'use global, mon, mgr, osd, mds, client, or one daemon such as osd.3');
    for (const [option, value] of Object.entries(options)) yield* optionProblems(at(path, option), option, value);
  }
}
