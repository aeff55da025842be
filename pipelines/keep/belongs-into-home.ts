import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {isLauncher} from "../installation/launchers.ts";
import {restoredPath} from "./backup-copy.ts";
import {sameness} from "./backup-names.ts";

/** What no backup holds: locks, what is being worked on, what a restore itself puts there, what starts the program. */
const NOBODYS = /^(locks|scratch|candidates|restoring|restore\.json(\..*)?|before-restore-.*)$/;
/** What the program expects to be a folder, and what to be a file. */
const FOLDERS = /^(access-keys|archive|city|inbox|output|refused|releases|service)$/;
const FILES =
  /^(ledger\..*|secret|settings\.yaml|settled\.json|clock\.json|access-log\..*|queries\.jsonl|faults\.log.*|mending\.jsonl|sql-history)$/;
const ORIGINALS = /^(archive|inbox|refused)$/;

/** UserError when a backup names what does not belong into an installation, or what its own note says is not in it. */
export function mustBelongIntoHome(note: BackupNote): void {
  const known = new Set<string>();
  const paths = note.files.map(({path}) => restoredPath(note, path));
  for (const path of paths) {
    const same = sameness(path);
    const [first = "", ...rest] = same.split("/");
    const isOfOtherKind = rest.length === 0 ? FOLDERS.test(first) : FILES.test(first);
    const isUnsaid =
      (note.originals === "left_out" && ORIGINALS.test(first)) || (!note.hasKey && first === "secret");
    if (NOBODYS.test(first) || isLauncher(same) || known.has(same) || isOfOtherKind || isUnsaid)
      throw notHere(path);
    known.add(same);
  }
  const folders = new Set(paths.flatMap((path) => foldersOf(sameness(path))));
  const both = paths.find((path) => folders.has(sameness(path)));
  if (both !== undefined) throw notHere(both);
}

function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function notHere(path: string): UserError {
  return new UserError(
    `控えの backup.json に、あってはならない名前「${path}」があります。何も戻していません。別の控えを使ってください。`,
  );
}
