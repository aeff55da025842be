import {join, resolve} from "node:path";
import {bodyWordsOf} from "../pipelines/catalog/city-catalog.ts";
import {mindHandingOver} from "../pipelines/installation/hand-over.ts";
import {type Home, openHome} from "../pipelines/installation/home.ts";
import {installLaunchers} from "../pipelines/installation/launchers.ts";
import {mustBeForHome} from "../pipelines/installation/place-for-home.ts";
import {notHandedOver} from "../pipelines/installation/roots-things.ts";
import {UserError} from "../schemas/errors.ts";
import {speakAs} from "./spoken-command.ts";
import {terminal} from "./terminal.ts";

/** The installation this process works on: data/local, or where KAIKAKU_HOME points. */
export function homeHere(): Home {
  const root = rootHere();
  mustBeForHome(root);
  mindHandingOver(root);
  const home = openHome(root);
  tellOfFoldersElsewhere(root);
  speakAsCity(home);
  return home;
}

let isTold = false;

/** Once, before root does anything in the installation of another account. */
function tellOfFoldersElsewhere(root: string): void {
  if (isTold) return;
  isTold = true;
  const left = notHandedOver(root);
  if (left) terminal.warn(`注意  ${left.what}。${left.mend}。`);
}

/** From now on messages are in the words of its city, as its folder now has them. */
export function speakAsCity({city}: Home): void {
  speakAs(bodyWordsOf(city));
}

/** The folder of that installation, which may not be there yet. */
export function rootHere(): string {
  const said = process.env.KAIKAKU_HOME ?? join(import.meta.dirname, "..", "data", "local");
  if (said.trim() === "")
    throw new UserError(
      "設備の場所（KAIKAKU_HOME）が空です。フォルダーを指定するか、KAIKAKU_HOME を消してください。",
    );
  return resolve(said);
}

/** Whoever works on these data finds a launcher beside them. */
export function placeLaunchers({root}: Home): void {
  installLaunchers(root, join(import.meta.dirname, ".."));
}
