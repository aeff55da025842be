import {lstatSync, renameSync, rmSync, unlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import {folderTime} from "../../../schemas/japanese-day.ts";
import {asWritten} from "../../../schemas/written-command.ts";
import {copyPlainFile, flushFolder} from "../../installation/durable.ts";
import {fittingName, freeName} from "../../installation/fitting-name.ts";
import {keepersFolderMode, keepersMode} from "../../installation/group-home.ts";
import type {Home} from "../../installation/home.ts";
import {setMode} from "../../installation/set-mode.ts";
import {systemCode} from "../../installation/system-code.ts";
import {largestBytesOfAll} from "../judge/intake-limits.ts";

/** Beside every refused file lies one of its name with this ending. */
export const REASON_ENDING = ".理由.txt";

/** Endings of names that this program gives itself: a sender's file must not be taken for a reason, a half copy or a sealed one. */
const MEANS_SOMETHING = /\.(理由\.txt|partial|next|sealed)$/i;

/** A file of the inbox that was refused; its place as bytes where its name is no text. */
interface Refused {
  place: string | Buffer;
  /** As it is shown. */
  name: string;
  why: string;
  now: Date;
}

/** Keeps what could not be read, with the reason beside it; the reason comes first, so that nothing is kept without one. */
export function putAside(home: Home, {place, name, why, now}: Refused): void {
  const fitting = fittingName(MEANS_SOMETHING.test(name) ? `${name}_` : name);
  const kept = freeName(home.refused, `${folderTime(now)}_${fitting}`);
  const target = join(home.refused, kept);
  const former = fitting === name ? "" : `元の名前: ${name}\n`;
  writeFileSync(`${target}${REASON_ENDING}`, `${asWritten(why)}\n${former}`);
  try {
    move(home, place, target);
    close(target);
  } catch (error) {
    rmSync(`${target}${REASON_ENDING}`, {force: true});
    throw error;
  }
}

/** What was sent has the sender's rights. A link is left alone: it has none of its own. */
function close(target: string): void {
  const found = lstatSync(target);
  if (found.isFile()) setMode(target, keepersMode(target));
  if (found.isDirectory()) setMode(target, keepersFolderMode(target));
}

/** By a new name, or by a copy where the inbox lies on another file system. */
function move(home: Home, place: string | Buffer, target: string): void {
  try {
    renameSync(place, target);
  } catch (error) {
    if (!(error instanceof Error) || systemCode(error) !== "EXDEV") throw error;
    moveByCopy(home, place, target);
  }
}

function moveByCopy({refused, city}: Home, place: string | Buffer, target: string): void {
  const partial = join(refused, `.moving-${process.pid}`);
  if (!lstatSync(place).isFile())
    throw new UserError(
      "受け箱が別のファイルシステムにあり、ファイルでないものはそこから移せません。手で取り除いてください。",
    );
  if (lstatSync(place).size > largestBytesOfAll(city))
    throw new UserError("大きすぎるので、別のファイルシステムから写していません。手で取り除いてください。");
  try {
    copyPlainFile(place, partial);
    renameSync(partial, target);
    flushFolder(refused);
    unlinkSync(place);
  } finally {
    rmSync(partial, {force: true});
  }
}
