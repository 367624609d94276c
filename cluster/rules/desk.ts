import { type Path, type Problem, error } from '../values/problem';
import type { Rule } from './rule';

const USER = /^[a-z_][a-z0-9_.-]{0,31}$/i;

const path = (at: Path, value: string | undefined): readonly Problem[] => {
  if (value === undefined) return [];
  // The value may be a secret, so it is not said again.
  if (/PRIVATE KEY|[\n\r]/.test(value))
    return [error(at, undefined, 'holds a text, where the path of a file belongs', 'keep keys in files, and write the path')];
  return value === '' || value.startsWith('-') ? [error(at, value, 'is no path of a file', 'write one such as ~/.ssh/id_ed25519')] : [];
};

/** What ssh is told: a name of a user, and paths that it does not take for options. */
export const ssh: Rule = ({ ssh: { user, key, config } }) => [
  ...(user === undefined || USER.test(user) ? [] : [error(['ssh', 'user'], user, 'is no name of a user', 'write one such as admin')]),
  ...path(['ssh', 'key'], key),
  ...path(['ssh', 'config'], config),
];
