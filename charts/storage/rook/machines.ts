/** What the daemons of a filesystem or store run on. */
export interface Machines {
  /** How many machines may run the daemons. @default 3 */
  readonly machines?: number;
  /** Memory of the smallest of them, such as 8Gi. @default as for 16Gi */
  readonly memory?: string | undefined;
  /** Seconds that a start or liveness probe of a daemon may take. @default as Rook has it, 5 */
  readonly probeTimeoutSeconds?: number | undefined;
}
