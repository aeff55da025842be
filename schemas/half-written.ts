/** A file that is written, a folder that is filled, a folder whose place another has just taken. */
export type HalfWrittenKind = "part" | "building" | "replaced";

/** The process that something half written is of. */
export interface Writer {
  /** Several machines write into one shared folder. */
  machine: string;
  pid: number;
  /** When it began, in milliseconds: another process may get its number later. */
  since: number;
}

/**
 * A name beside a place of somebody's, for what has not its own name yet; `chance` is something that nobody knows before, so
 * that nobody can have laid a link under it.
 */
export function halfWrittenName(
  kind: HalfWrittenKind,
  {machine, pid, since}: Writer,
  chance: string,
): string {
  const where = machine.toLowerCase().replace(/[^a-z0-9]/g, "");
  return `.kaikaku-${where.slice(0, LONGEST_MACHINE)}-${pid}-${Math.round(since)}-${chance}.${kind}`;
}

/** A folder beside a file that is half written, for what does not fit into memory meanwhile; it goes as what is half written goes. */
export function folderBeside(part: string): string {
  return part.replace(/(\.part)?$/, ".building");
}

const LONGEST_MACHINE = 20;
const NAME = /^\.kaikaku-([a-z0-9]*)-(\d+)-(\d+)-[0-9a-f]{16}\.(part|building|replaced)$/;

/** What such a name says, without its chance. Undefined for any other. */
export function readHalfWritten(name: string): {kind: HalfWrittenKind; writer: Writer} | undefined {
  const [, machine = "", pid, since, kind] = NAME.exec(name) ?? [];
  return kind === undefined
    ? undefined
    : {kind: kind as HalfWrittenKind, writer: {machine, pid: Number(pid), since: Number(since)}};
}
