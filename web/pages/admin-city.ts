import {existsSync} from "node:fs";
import {join, relative} from "node:path";
import {type CityChange, cityChanges} from "../../pipelines/access/city-changes.ts";
import {FORGOTTEN} from "../../pipelines/access/read-log.ts";
import {ownText} from "../../pipelines/catalog/city-folder.ts";
import {entriesBelow} from "../../pipelines/installation/entries-below.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {readOwnFile} from "../../pipelines/installation/plain-file.ts";
import {accountText} from "../../schemas/account.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import {visibleText} from "../../schemas/visible-text.ts";
import {noteReading} from "../note-act.ts";
import {isAllowed, SETS_CITY} from "../rights.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {page, template} from "./page.ts";

const CITY = template<{
  files: {name: string; path: string; isChosen: boolean}[];
  chosen: string;
  text: string;
  isMissing: boolean;
  mayWrite: boolean;
  mayPaste: boolean;
  changes: ChangeView[];
  changed: (ChangeView & {gone: string; come: string; before: string; isByHand: boolean}) | null;
}>("admin-city", ["admin-nav"]);

export const routes: Route[] = [signedRoute("get", "/admin/city", ["admin", "office", "approver"], show)];

const LONGEST = 400_000;

/** What the city has decided, as it stands in its folder, and how it came to be so. */
function show(visit: SignedVisit): Response {
  const {window, context} = visit;
  const changes = changeViews(window.home);
  const names = entriesBelow(window.home.city, () => {})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(window.home.city, join(entry.parentPath, entry.name)))
    .sort();
  const wanted = context.req.query("file") ?? "city.yaml";
  // Only a name of the list leads to a file.
  const chosen = names.find((name) => name === wanted) ?? "";
  noteReading(visit, "window:city", {file: chosen});
  const text =
    chosen === "" ? "" : readOwnFile(join(window.home.city, chosen)).toString("utf8").slice(0, LONGEST);
  const files = names.map((name) => ({
    name,
    path: `/admin/city?file=${encodeURIComponent(name)}`,
    isChosen: name === chosen,
  }));
  return page(visit, {
    title: "市の決めごと",
    place: "admin",
    body: CITY({
      ...{files, chosen, text: visibleText(text)},
      isMissing: !existsSync(window.home.city),
      mayWrite: isAllowed(SETS_CITY, visit.account),
      mayPaste: isAllowed(["office"], visit.account),
      changes: changes.slice(0, MOST_CHANGES),
      changed: changedView(window.home, context.req.query("change") ?? ""),
    }),
  });
}

interface ChangeView {
  path: string;
  when: string;
  who: string;
  command: string;
  file: string;
  reason: string;
}

const MOST_CHANGES = 100;
const COMMANDS: Record<string, string> = {
  init: "はじめに作る",
  city: "決めごとを変える",
  map: "ファイルの言葉を教える",
};

/** What the program wrote there, the newest first. */
function changeViews(home: Home): ChangeView[] {
  return cityChanges(home).map(changeView).toReversed();
}

function changeView({at, account, by, command, file, reason}: CityChange, index: number): ChangeView {
  return {
    path: `/admin/city?change=${index}`,
    when: japaneseTime(new Date(at)).slice(0, 16),
    who: [by, account ? accountText(account) : FORGOTTEN].filter(Boolean).join("　"),
    command: COMMANDS[command] ?? command,
    ...{file, reason},
  };
}

/** What one of them took away and brought, line by line, and whether somebody wrote there with an editor afterwards. */
function changedView(home: Home, wanted: string) {
  const all = cityChanges(home);
  const index = /^\d{1,6}$/.test(wanted) ? Number(wanted) : -1;
  const change = all[index];
  if (!change) return null;
  const [before, after] = [(change.before ?? "").split("\n"), change.after.split("\n")];
  const isLast = all.findLastIndex(({file}) => file === change.file) === index;
  return {
    ...changeView(change, index),
    gone: visibleText(before.filter((line) => !after.includes(line)).join("\n")),
    come: visibleText(after.filter((line) => !before.includes(line)).join("\n")),
    before: visibleText(change.before ?? ""),
    isByHand: isLast && ownText(home.city, change.file)?.text !== change.after,
  };
}
