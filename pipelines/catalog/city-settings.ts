import {createHash} from "node:crypto";
import {type Document, isMap, isSeq, parseDocument, YAMLMap, YAMLSeq} from "yaml";
import {UserError} from "../../schemas/errors.ts";
import {CITY_FILE} from "./city-catalog.ts";
import {ownText} from "./city-folder.ts";
import type {CitySettings, SourceDue} from "./settings-typed.ts";
import {SCHEDULE_FILE} from "./sql-files.ts";
import {yamlText} from "./yaml-text.ts";

/** A mark of what stands in the files that settings change. */
export function settingsMark(city: string): string {
  const hash = createHash("sha256");
  for (const name of [CITY_FILE, SCHEDULE_FILE])
    hash.update(JSON.stringify(ownText(city, name)?.text ?? null));
  return hash.digest("hex").slice(0, 16);
}

/** Texts of the files in which something else would stand, by name; comments and order are kept. UserError for what cannot be said so. */
export function withSettings(city: string, settings: CitySettings): Map<string, string> {
  const texts = new Map([
    [CITY_FILE, edited(city, CITY_FILE, (document) => sayBody(document, settings))],
    [SCHEDULE_FILE, edited(city, SCHEDULE_FILE, (document) => sayDue(document, settings))],
  ]);
  return new Map([...texts].filter(([name, text]) => text !== (ownText(city, name)?.text ?? "")));
}

function edited(city: string, name: string, edit: (document: Document) => boolean): string {
  const own = ownText(city, name);
  const document: Document = parseDocument(own?.text ?? "");
  if (document.errors.length > 0)
    throw new UserError(
      `city/${name} が読めないので、書き加えられません。npx kaikaku city で誤りを見て、先に直してください。`,
    );
  if (!isMap(document.contents)) document.contents = new YAMLMap() as never;
  return edit(document) ? yamlText(document, own?.text ?? "") : (own?.text ?? "");
}

/** Returns whether anything is another. */
function sayBody(document: Document, {name, kind, unit, programme}: CitySettings): boolean {
  let isOther = false;
  const say = (path: (string | number)[], value: unknown): void => {
    if (document.getIn(path) === value) return;
    document.setIn(path, value);
    isOther = true;
  };
  if (name !== undefined) say(["name"], name);
  if (kind !== undefined) say(["kind"], kind);
  if (unit === "" && document.has("unit")) isOther = document.delete("unit") || isOther;
  else if (unit) say(["unit"], unit);
  if (programme === undefined) return isOther;
  const at = placeOfProgramme(document, programme.name);
  if (at === undefined) {
    document.set("programmes", document.createNode([programmeKeys(programme)]));
    return true;
  }
  for (const [key, value] of Object.entries(programmeKeys(programme))) say(["programmes", at, key], value);
  return isOther;
}

function programmeKeys({name, first, last}: NonNullable<CitySettings["programme"]>) {
  return {name, first_fiscal_year: first, last_fiscal_year: last};
}

/** Of several programmes the one of that name is meant; the only one gets it. Undefined where there is none yet. */
function placeOfProgramme(document: Document, name: string): number | undefined {
  const said = document.get("programmes", true);
  const programmes = isSeq(said) ? said.items.filter(isMap) : [];
  const at = programmes.length === 1 ? 0 : programmes.findIndex((each) => each.get("name") === name);
  if (programmes.length === 0) return undefined;
  const meant = programmes[at];
  if (meant === undefined)
    throw new UserError(
      `計画が${programmes.length}つあり、「${name}」という名前のものはありません。計画を足すときと名前を変えるときは、city/${CITY_FILE} を書き直してください。`,
    );
  if (meant.has("from") || meant.has("to"))
    throw new UserError(
      `「${name}」は年度の途中に始まるか終わる計画です。期間を変えるときは、city/${CITY_FILE} を書き直してください。`,
    );
  return at;
}

function sayDue(document: Document, {due, notDue}: CitySettings): boolean {
  const said = document.get("sources", true);
  const sources = isSeq(said) ? said : new YAMLSeq();
  const before = JSON.stringify(sources);
  if (due.length > 0) sources.flow = false;
  for (const one of due) {
    const known = sources.items.filter(isMap).find((each) => each.get("source") === one.source);
    const item = known ?? new YAMLMap();
    for (const key of ["days", "due"]) item.delete(key);
    for (const [key, value] of Object.entries(keysOf(one)))
      item.set(key, document.createNode(value, {flow: true}));
    if (!known) sources.items.push(item);
  }
  const isMissed = (item: unknown) => isMap(item) && notDue.includes(String(item.get("source")));
  sources.items = sources.items.filter((item) => !isMissed(item));
  if (sources.items.length === 0) sources.flow = true;
  if (JSON.stringify(sources) === before) return false;
  if (!isSeq(said)) document.set("sources", sources);
  return true;
}

function keysOf(one: SourceDue): Record<string, unknown> {
  const {source, section, every} = one;
  if (every === "change") return {source, section, every};
  const due = {months_after: one.monthsAfter, opening_day: one.openingDay};
  return every === "days" ? {source, section, every, days: one.days, due} : {source, section, every, due};
}
