import {isLauncher} from "../installation/launchers.ts";

/** What no backup holds: locks, what is being worked on, what a restore itself puts there. */
const NOBODYS = /^(locks|scratch|candidates|restoring|restore\.json(\..*)?|before-restore-.*)$/;
/** What the program expects to be a folder, and what to be a file. */
const FOLDERS = /^(access-keys|archive|city|inbox|output|refused|releases|service)$/;
const FILES =
  /^(ledger\..*|secret|settings\.yaml|settled\.json|clock\.json|known-keys\.json|access-log\..*|queries\.jsonl|faults\.log.*|mending\.jsonl|sql-history)$/;

/** Whether a restore may put a file there: where the program wants nothing else, and nothing starts it. */
export function hasPlaceInHome(path: string): boolean {
  const same = sameness(path);
  const [first = "", ...rest] = same.split("/");
  const isOfOtherKind = rest.length === 0 ? FOLDERS.test(first) : FILES.test(first);
  return !NOBODYS.test(first) && !isLauncher(same) && !isOfOtherKind;
}

/** Names that are equal by this are one file in some file system. */
export function sameness(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/**
 * What somebody starts unknowingly who works in the folder that it lies in or below: git and Mercurial (a folder with a file HEAD is a
 * repository to git, with or without ".git"), npm and its like, editors, and Windows where it only shows the folder.
 */
const STARTED = new RegExp(
  `^(${[
    "\\.git|git~\\d+|HEAD|\\.hg|\\.jj",
    "node_modules|package\\.json|\\.npmrc|\\.yarnrc(\\..*)?|\\.pnp\\..*|\\.pnpmfile\\..*|bunfig\\.toml",
    "\\.envrc|\\.vscode|\\.idea|\\.devcontainer|.*\\.code-workspace",
    "desktop\\.ini|autorun\\.inf|.*\\.(lnk|scf|url|library-ms|search-ms|searchconnector-ms)",
  ].join("|")})$`,
  "i",
);
/** What Windows takes for a command that is typed in the folder, or loads with one. */
const TYPED = /\.(bat|cmd|com|cpl|dll|exe|hta|jse?|lnk|msc|msi|pif|ps1|pyw?|scr|vbe?|vbs|wsf|wsh)$/i;
/** Signs that cannot be seen and that some file systems leave out of a name. */
const UNSEEN = /\p{Cf}/gu;

/** The path under which a restore puts a file: a backup is hostile, and nothing of it may be started unasked. */
export function unstarted(path: string): string {
  const parts = path.split("/");
  return parts
    .map((part) => {
      const seen = part.replace(UNSEEN, "");
      return STARTED.test(seen) || (parts.length === 1 && TYPED.test(seen)) ? `${part}_` : part;
    })
    .join("/");
}
