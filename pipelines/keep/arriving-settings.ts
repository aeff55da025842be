import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import type {Settings} from "../../schemas/settings.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import type {Home} from "../installation/home.ts";
import {placesIn, readSettings} from "../installation/settings.ts";
import {arrivingFolder} from "./finish-restore.ts";
import {unusablePlaces} from "./unusable-places.ts";
import {changedDecisions, weakerSettings} from "./weaker-settings.ts";

/** What a backup brings that decides how an installation works. */
export interface ChangedSettings {
  /** Places outside, and addresses of mail, that the settings of the backup name and those of before did not. */
  newPlaces: string[];
  /** What protected here before and does not with the settings of the backup, a line each. */
  weaker: string[];
  /** Files of the city's decisions that are others than before. */
  changedDecisions: string[];
}

export const SETTINGS = "settings.yaml";
/** The settings of a backup that nobody goes by. */
const BESIDE = "settings.backup.yaml";

/** What a person said of the settings that a backup brings: they count, or they are laid beside those that are here. */
export type SettingsSaid = "count" | "beside" | undefined;

/** The name under which a file of a backup arrives. */
export function settingsName(path: string, said: SettingsSaid): string {
  return said === "beside" && path === SETTINGS ? BESIDE : path;
}

/**
 * UserError, and nothing is restored, for settings that no command could read or go by, and for those that name places or
 * addresses that nobody here knows, as long as nobody says that they are meant: keys would be read and sent away, files
 * be made anywhere. `named` are places that the person named.
 */
export function whatSettingsChange(
  home: Home,
  {said, named}: {said: SettingsSaid; named: string[]},
): ChangedSettings {
  const arriving = {root: arrivingFolder(home)};
  const before = readSettingsOrNone(home);
  const known = new Set([...saidIn(before), ...named]);
  try {
    const after = said === "beside" ? before : usableSettings(arriving);
    const newPlaces = saidIn(after).filter((place) => !known.has(place));
    if (said === undefined) mustBeNone(newPlaces);
    return {
      newPlaces,
      weaker: weakerSettings(before, after),
      changedDecisions: changedDecisions(home.city, join(arriving.root, "city")),
    };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(
      `控えの ${SETTINGS} は、ここでは使えません。何も戻していません。\n${cause.message}\nこの設定を使わずに戻すには --without-settings を付けてください（控えの設定は ${BESIDE} という名前で置きます）。`,
      {cause},
    );
  }
}

/** Judged before anything is decided: what somebody else keeps in such a place would be written into, or no command could be run any more. */
function usableSettings(arriving: {root: string}): Settings {
  const settings = readSettings(arriving);
  const unusable = unusablePlaces(settings);
  if (unusable.length === 0) return settings;
  throw new UserError(`指している場所を使えません。\n${unusable.map(visibleLine).join("\n")}`);
}

function mustBeNone(newPlaces: string[]): void {
  if (newPlaces.length === 0) return;
  throw new UserError(
    `ここの設定にない置き場所か宛先を指しています: ${newPlaces.map(visibleLine).join("、")}\n覚えのあるものだけなら、--with-settings を付けると、この設定で戻します。`,
  );
}

function saidIn(settings: Settings): string[] {
  const {mail} = settings;
  return [...placesIn(settings), ...(mail?.enabled ? [`${mail.host}（${mail.to.join("、")}）`] : [])];
}

/** Settings of an installation that is to be replaced may be what is wrong with it. */
function readSettingsOrNone(home: Home): Settings {
  try {
    return readSettings(home);
  } catch {
    return {};
  }
}
