import {isLauncher} from "../installation/launchers.ts";

/** What no backup holds: locks, accounts of the window, what is being worked on, what a restore itself puts there. */
const NOBODYS = /^(locks|window|scratch|built|candidates|restoring|restore\.json(\..*)?|before-restore-.*)$/;
/** What the program expects to be a folder, and what to be a file. */
const FOLDERS = /^(access-keys|archive|city|inbox|output|refused|releases|service)$/;
const FILES =
  /^(ledger\..*|secret|settings\.yaml|settled\.json|clock\.json|known-keys\.json|city-changes\..*|access-log\..*|queries\.jsonl|faults\.log.*|mending\.jsonl|sql-history)$/;

/** Whether a restore may put a file there: where the program wants nothing else, and nothing starts it. */
export function hasPlaceInHome(path: string): boolean {
  const same = sameness(path);
  const [first = "", ...rest] = same.split("/");
  const isOfOtherKind = rest.length === 0 ? FOLDERS.test(first) : FILES.test(first);
  // To whoever asks by the program's name it is another file, and to the file system the same.
  const isDisguised = path.split("/")[0] !== first && [FOLDERS, FILES].some((ours) => ours.test(first));
  return !NOBODYS.test(first) && !isLauncher(same) && !isOfOtherKind && !isDisguised;
}

/**
 * Names that are equal by this are one file in some file system: capitals and small letters, also those that are written otherwise
 * (ſ and s, K of Kelvin and k, ﬁ and fi), and signs that cannot be seen count for nothing there.
 */
export function sameness(name: string): string {
  return seen(name).normalize("NFD").toUpperCase().toLowerCase().normalize("NFC");
}

function seen(name: string): string {
  return name.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");
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

/**
 * The path under which a restore puts a file: a backup is hostile, and nothing of it may be started unasked. At the top that is
 * whatever begins with a dot, too: where the installation is an account's own folder, shells, ssh and sessions go by such names.
 */
export function unstarted(path: string): string {
  const parts = path.split("/");
  const isStarted = (same: string, index: number) =>
    STARTED.test(same) || (index === 0 && same.startsWith(".")) || (parts.length === 1 && TYPED.test(same));
  return parts.map((part, index) => (isStarted(sameness(part), index) ? `${part}_` : part)).join("/");
}
