import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {restoredPath} from "./backup-copy.ts";
import {hasPlaceInHome, sameness, unstarted} from "./home-names.ts";

/** What a backup without key and without seal leaves out, beside the key of the staff numbers. */
const ORIGINALS_AND_KEYS = /^(archive|inbox|refused|access-keys)$/;

/** UserError when a backup names what does not belong into an installation, or what its own note says is not in it. */
export function mustBelongIntoHome(note: BackupNote): void {
  const known = new Set<string>();
  const paths = note.files.map(({path}) => restoredPath(note, path));
  for (const path of paths) {
    const same = sameness(unstarted(path));
    const [first = ""] = same.split("/");
    const isUnsaid =
      (note.originals === "left_out" && ORIGINALS_AND_KEYS.test(first)) ||
      (!note.hasKey && first === "secret");
    if (!hasPlaceInHome(path) || known.has(same) || isUnsaid) throw notHere(path);
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
