/** Version of a Linux kernel. */
export interface KernelVersion {
  /** As written: `6.8.0-90-generic`. */
  readonly text: string;
  /** The number before the first dot. */
  readonly major: number;
  /** The number after the first dot. */
  readonly minor: number;
}

/** Reads what `uname -r` prints, of which major and minor are enough. */
export function tryParseKernelVersion(text: string): KernelVersion | undefined {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})(?![\d])[\w.+~-]{0,64}$/.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : { text, major: Number(major), minor: Number(minor) };
}

/** Whether a kernel is a release or a later one. */
export const atLeast = (kernel: KernelVersion, major: number, minor: number): boolean =>
  kernel.major > major || (kernel.major === major && kernel.minor >= minor);
