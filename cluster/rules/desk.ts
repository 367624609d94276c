import type { Draft } from '../model/draft';
import { type Path, at, error } from '../values/problem';
import type { Problems } from './rule';

const SSH = ['ssh'];

const USER = /^[a-z_][a-z0-9_.-]{0,31}$/i;

function* pathProblems(path: Path, value: string | undefined): Problems {
  if (value === undefined) return;
  // The value may be a secret, so the message does not repeat it.
  if (/PRIVATE KEY|[\n\r]/.test(value))
    yield error(path, undefined, 'holds a key, where the path of its file belongs', 'keep keys in files, and write the path');
  else if (value === '' || value.startsWith('-')) yield error(path, value, 'is not a file path', 'write one such as ~/.ssh/id_ed25519');
}

/** ssh gets a user name, and paths that it does not take for options. */
export function* ssh({ ssh: { user, key, config } }: Draft): Problems {
  if (user !== undefined && !USER.test(user)) yield error(at(SSH, 'user'), user, 'is not a user name', 'write one such as admin');
  yield* pathProblems(at(SSH, 'key'), key);
  yield* pathProblems(at(SSH, 'config'), config);
}
