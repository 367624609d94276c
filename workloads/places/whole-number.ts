/** Says of a number that it is not whole, or out of bounds; nothing when it is fine. */
export function wholeProblems(field: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): readonly string[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [`${field} ${value} is out of bounds; give a whole number, ${most === Number.MAX_SAFE_INTEGER ? `at least ${least}` : `from ${least} to ${most}`}`];
}
