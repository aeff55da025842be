/** Where a run tells what it does; only commands/ know what a terminal is. */
export interface Log {
  /** One finished step. */
  info(line: string): void;
  /** Something that a person must look at. */
  warn(line: string): void;
  /** How far a long step is; may be dropped where nobody watches. */
  progress(step: string, done: number, total: number): void;
}
