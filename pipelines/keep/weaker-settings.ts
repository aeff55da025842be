import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Settings} from "../../schemas/settings.ts";
import {namesBelow} from "../catalog/city-folder.ts";
import {readOwnFile} from "../installation/plain-file.ts";

/** What held before and does not with the settings that arrive, a line each. */
export function weakerSettings(before: Settings, after: Settings): string[] {
  return [...lostPlaces(before, after), ...higherLimits(before, after), ...looserWays(before, after)];
}

function lostPlaces(before: Settings, after: Settings): string[] {
  const places: [name: string, was: string | undefined, is: string | undefined][] = [
    ["encryption の key_file（保管ファイルと控えの暗号）", ...keyFiles(before, after)],
    ["staff_key_file（職員番号の鍵の置き場所）", before.staff_key_file, after.staff_key_file],
    [
      "access_log の key_folder（読んだ記録の鍵の置き場所）",
      before.access_log?.key_folder,
      after.access_log?.key_folder,
    ],
    ["access_log の anchor（読んだ記録の控え）", before.access_log?.anchor, after.access_log?.anchor],
  ];
  return places.flatMap(([name, was, is]) =>
    was !== undefined && is === undefined ? [`${name} がなくなりました（前は ${was}）`] : [],
  );
}

function keyFiles(before: Settings, after: Settings): [string | undefined, string | undefined] {
  return [before.encryption?.key_file, after.encryption?.key_file];
}

const LIMITS = ["max_rows", "max_seconds", "max_memory"] as const;

function higherLimits(before: Settings, after: Settings): string[] {
  return LIMITS.flatMap((name) => {
    const [was, is] = [before.questions?.[name], after.questions?.[name]];
    const isHigher = was !== undefined && (is === undefined || is > was);
    return isHigher ? [`questions の ${name} が ${was} から ${is ?? "決めなし"} になりました`] : [];
  });
}

const SECURITY = ["none", "starttls", "tls"] as const;

function looserWays(before: Settings, after: Settings): string[] {
  const isOpener = before.printing?.sandbox === "required" && after.printing?.sandbox !== "required";
  const [was, is] = [before.mail?.security, after.mail?.security];
  const isLooser = was !== undefined && is !== undefined && SECURITY.indexOf(is) < SECURITY.indexOf(was);
  return [
    ...(isOpener ? ["printing の sandbox が required でなくなりました"] : []),
    ...(isLooser ? [`mail の security が ${was} から ${is} になりました`] : []),
  ];
}

/**
 * Files of what the city has decided that are not as they were, by name: privacy, who may approve, how long is kept. First those
 * that were there: of a long list the beginning is told.
 */
export function changedDecisions(before: string, after: string): string[] {
  if (!existsSync(before) || !existsSync(after)) return [];
  const [old, young] = [before, after].map((folder) => new Set(namesBelow(folder))) as [
    Set<string>,
    Set<string>,
  ];
  const names = [...[...old].sort(), ...[...young.difference(old)].sort()];
  return names.filter((name) => textOf(before, name) !== textOf(after, name));
}

function textOf(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readOwnFile(file).toString("utf8") : undefined;
}
