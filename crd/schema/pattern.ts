import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS>();

function compile(pattern: string): RE2JS {
  let machine = compiled.get(pattern);
  if (!machine) compiled.set(pattern, (machine = RE2JS.compile(pattern)));
  return machine;
}

/** Whether a text holds a match of a pattern in RE2 syntax, which JavaScript's own expressions cannot read all of. */
export const matches = (pattern: string, text: string): boolean => compile(pattern).matcher(text).find();

/** All matches of a pattern in a text, none overlapping another. */
export function allMatches(pattern: string, text: string): readonly string[] {
  const matcher = compile(pattern).matcher(text);
  const found: string[] = [];
  while (matcher.find()) found.push(matcher.group() ?? '');
  return found;
}
