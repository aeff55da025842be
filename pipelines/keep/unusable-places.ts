import {accessSync, constants, statSync} from "node:fs";
import {dirname} from "node:path";
import type {Settings} from "../../schemas/settings.ts";
import {isNoAnchor} from "../access/anchor.ts";
import {holdsNoKey} from "../installation/staff-key-place.ts";

/**
 * Places outside that settings name and that cannot be used here, a line each: what lies there is somebody else's, and would be
 * written into or closed to others, or nothing can be made there. Nothing is written to find that out.
 */
export function unusablePlaces({staff_key_file, access_log}: Settings): string[] {
  const {key_folder, anchor} = access_log ?? {};
  return [
    ...said("staff_key_file", staff_key_file, (place) => holdsNoKey(place) && "鍵ではないものがあります"),
    ...said(
      "access_log の key_folder",
      key_folder,
      (place) => !takesFolder(place) && "フォルダーを作れません",
    ),
    ...said("access_log の anchor", anchor, whyNoAnchor),
  ];
}

function said(name: string, place: string | undefined, why: (place: string) => string | false): string[] {
  const trouble = place !== undefined && why(place);
  return trouble ? [`${name}（${place}）: ${trouble}`] : [];
}

function whyNoAnchor(place: string): string | false {
  if (isFolder(place)) return false;
  if (isNoAnchor(place)) return "記録の錨ではないものがあります";
  const isMissing = statSync(place, {throwIfNoEntry: false}) === undefined;
  return isMissing && !takesFiles(dirname(place)) && "そのフォルダーがないか、書けません";
}

/** Also one that can be made. */
function takesFolder(place: string): boolean {
  if (statSync(place, {throwIfNoEntry: false})) return takesFiles(place);
  const parent = dirname(place);
  return parent !== place && takesFolder(parent);
}

function takesFiles(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return isFolder(folder);
  } catch {
    return false;
  }
}

function isFolder(place: string): boolean {
  return statSync(place, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
