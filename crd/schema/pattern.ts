import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS>();

function compile(pattern: string): RE2JS {
  let machine = compiled.get(pattern);
  if (!machine) compiled.set(pattern, (machine = RE2JS.compile(pattern)));
  return machine;
}

/** Whether a text contains a match of a pattern in RE2 syntax, some of which JavaScript's own expressions cannot read. */
export const matches = (pattern: string, text: string): boolean => compile(pattern).matcher(text).find();

/** All matches of a pattern in a text that do not overlap. As in Go, an empty match right behind another one does not count. */
export function allMatches(pattern: string, text: string): readonly string[] {
  const matcher = compile(pattern).matcher(text);
  const found: string[] = [];
  for (let last = -1; matcher.find(); last = matcher.end()) {
    const match = matcher.group() ?? '';
    if (match !== '' || matcher.start() !== last) found.push(match);
  }
  return found;
}
