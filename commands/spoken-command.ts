import {isAbsolute, join, relative} from "node:path";
import {type BodyWords, saidInBodyWords} from "../schemas/body-words.ts";

/** How every message of the program spells the command. */
const WRITTEN = "npx kaikaku";

const PROGRAM = join(import.meta.dirname, "..");

/** A message with the command spelled so that it works where the person is. */
export function asSpoken(message: string): string {
  const said = message.replaceAll(WRITTEN, spokenCommand());
  return words === undefined ? said : saidInBodyWords(said, words);
}

/** What the body whose data it works on calls its bureaus and itself; undefined while that is not known. */
let words: BodyWords | undefined;

/** From now on messages are in the words of a body. */
export function speakAs(ofBody: BodyWords): void {
  words = ofBody;
}

let isForWindow = false;

/** From now on the command is spelled as messages spell it: the window says instead what is pressed there, and tells nobody where the program lies. */
export function speakForWindow(): void {
  isForWindow = true;
}

/**
 * What the launcher was called by; within the program's folder the written form, because there npx finds this program
 * itself. Anywhere else npx would ask a registry for whatever has the name: there it is the launcher's path.
 */
export function spokenCommand({env, cwd, program}: Place = here()): string {
  if (isForWindow) return WRITTEN;
  const launched = env.KAIKAKU_COMMAND;
  if (launched) return quoted(launched);
  if (cwd !== "" && isWithin(cwd, program)) return WRITTEN;
  return quoted(join(program, process.platform === "win32" ? "kaikaku.cmd" : "kaikaku"));
}

export interface Place {
  env: NodeJS.ProcessEnv;
  cwd: string;
  program: string;
}

function here(): Place {
  return {env: process.env, cwd: folderHere() ?? "", program: PROGRAM};
}

/** Where the person is; undefined when that folder was removed meanwhile. */
export function folderHere(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

function isWithin(folder: string, above: string): boolean {
  const way = relative(above, folder);
  return way.split(/[\\/]/)[0] !== ".." && !isAbsolute(way);
}

/** As it can be typed into a shell. */
function quoted(command: string): string {
  if (!/[\s"'()&;$`*?[\]<>|]/.test(command)) return command;
  return process.platform === "win32" ? `"${command}"` : `'${command.replaceAll("'", `'"'"'`)}'`;
}
