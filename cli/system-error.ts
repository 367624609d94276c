/** What the system calls an error, such as ENOENT; undefined where it is none of the system's. */
export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
