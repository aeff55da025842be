import {accessSync, constants, existsSync, readdirSync, statSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {someOf} from "../../schemas/some-of.ts";
import type {Home} from "../installation/home.ts";
import {strayFolders} from "../installation/own-folders.ts";
import {type OpenPlace, openPlaces} from "../installation/rights.ts";
import {rootsThings} from "../installation/roots-things.ts";
import {sealKeyFile} from "../installation/seal-key.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** Whether this account may do its work, and whether others may look. */
export const RIGHTS_PROBE: Probe = {title: "権限", examine: rights};

function rights({home}: Installation): Trouble[] {
  return [
    ...rootsTrouble(home),
    ...strayFolders(home).map((found): Trouble => ({state: "fault", ...found})),
    ...closedToUs(home),
    ...openToOthers(home, openPlaces(home)),
    ...sealKeyTrouble(home),
  ];
}

/** The key lies outside the installation, so that no command closes it. What is wrong with the settings is another probe's finding. */
function sealKeyTrouble(home: Home): Trouble[] {
  try {
    const file = sealKeyFile(home);
    const isOpen = file !== undefined && existsSync(file) && (statSync(file).mode & 0o077) !== 0;
    if (!isOpen || process.platform === "win32") return [];
    return [
      {
        state: "warning",
        what: `暗号の鍵（${file}）を、ほかの利用者も読めます`,
        mend: `持ち主だけが読めるようにしてください（chmod 600 ${file}）`,
      },
    ];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function rootsTrouble({root}: Home): Trouble[] {
  const found = rootsThings(root);
  return found ? [{state: "fault", ...found}] : [];
}

function closedToUs(home: Home): Trouble[] {
  const {inbox, archive, refused, releases, candidates, built, output, scratch, locks} = home;
  const folders = [inbox, archive, refused, releases, candidates, built, output, scratch];
  const {ledger, secret, accessLog, cityChanges, faultLog, mendingNotes} = home;
  const lockFiles = isOpenToUs(locks) ? readdirSync(locks).map((name) => join(locks, name)) : [];
  const files = [ledger, secret, accessLog, cityChanges, faultLog, mendingNotes, locks, ...lockFiles];
  return [...folders, ...files.filter((file) => existsSync(file))]
    .filter((path) => !isOpenToUs(path))
    .map((path) => ({
      state: "fault",
      what: `「${path}」を読み書きする権限がありません`,
      mend: "この処理を動かす利用者に、フォルダーの権限を付けてください",
    }));
}

function isOpenToUs(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const SHOWN = 3;

/** `places` as `openPlaces` finds them. */
export function openToOthers(home: Home, places: OpenPlace[] | undefined): Trouble[] {
  if (places === undefined) return [{state: "ok", what: NOT_LOOKED_AT, mend: ""}];
  if (places.length === 0) return [];
  const names = [...new Set(places.map(({path}) => nameIn(home.root, path)))];
  return [
    {
      state: "warning",
      what: `この設備のものが、ほかの利用者にも開いています（${someOf(names.slice(0, SHOWN), names.length)}）`,
      mend: `npx kaikaku run を実行すると閉じます。持ち主が違って残るときは、管理者が chmod -R o-rwx ${home.root} を実行してください`,
    },
  ];
}

const NOT_LOOKED_AT =
  "Windowsでは、ほかの利用者に開いているかを調べていません。フォルダーのプロパティの「セキュリティ」で確かめてください";

/** The first name below the root: what lies deeper may have names that somebody else gave. */
function nameIn(root: string, path: string): string {
  const [name = ""] = relative(root, path).split(sep);
  return name === "" || name === ".." ? path : name;
}
