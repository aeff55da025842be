import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {isSealedName} from "../installation/seal.ts";
import {restoredPath} from "./backup-copy.ts";
import {hasPlaceInHome, sameness, unstarted} from "./home-names.ts";

/** What a backup without key and without seal leaves out, beside the key of the staff numbers. */
const ORIGINALS_AND_KEYS = /^(archive|inbox|refused|access-keys)$/;

/**
 * UserError when a backup names what does not belong into an installation, or what its own note says is not in it: in a sealed one
 * whoever has not the key could else lay files of their own, in the open.
 */
export function mustBelongIntoHome(note: BackupNote): void {
  const known = new Set<string>();
  const open = note.originals === "sealed" && note.files.find(({path}) => !isSealedName(path));
  if (open) throw notHere(open.path);
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
  // A file's name with "/" behind it stands right before those of what lies below it, however long the list.
  const inOrder = paths.map((path) => `${sameness(path)}/`).sort();
  const both = inOrder.find((path, index) => inOrder[index + 1]?.startsWith(path));
  if (both !== undefined) throw notHere(both.slice(0, -1));
}

function notHere(path: string): UserError {
  return new UserError(
    `控えの backup.json に、あってはならない名前「${path}」があります。何も戻していません。別の控えを使ってください。`,
  );
}
