import {existsSync} from "node:fs";
import {readCityFile} from "../../pipelines/catalog/city-catalog.ts";
import {settingsMark} from "../../pipelines/catalog/city-settings.ts";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {BODY_KINDS} from "../../schemas/city.ts";
import {UserError} from "../../schemas/errors.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {SETS_CITY} from "../rights.ts";
import {saidBy} from "../tasks/run-command.ts";
import type {Job} from "../tasks/work-line.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {onTo, page, TOO_BUSY, template} from "./page.ts";
import {settingsSaid, wordsOf} from "./settings-said.ts";

interface Field {
  value: string;
  /** What is wrong with it, said at the field. */
  error: string;
}

interface SettingsView {
  isNew: boolean;
  trouble: string;
  was: string;
  name: Field;
  unit: Field;
  reason: Field;
  kinds: {name: string; isChosen: boolean}[];
  programme: Field & {first: string; last: string};
  due: {
    source: string;
    title: string;
    section: string;
    every: {id: string; name: string; isChosen: boolean}[];
    days: string;
    months: string;
    day: string;
    error: string;
  }[];
  sections: string[];
}

const SETTINGS = template<SettingsView>("city-settings", ["admin-nav"]);
const PATH = "/admin/city/settings";
const EVERY = {
  "": "待たない",
  month: "毎月",
  quarter: "四半期ごと",
  fiscal_year: "年度ごと",
  days: "決まった日（基準日）",
  change: "変わったとき",
} as const;

export const routes: Route[] = [
  signedRoute("get", PATH, SETS_CITY, show),
  signedRoute("post", PATH, SETS_CITY, write),
];

/** What was typed for a piece of work: it stands in the form again where the command refused it. */
const typedFor = new WeakMap<Job, URLSearchParams>();

function show(visit: SignedVisit): Response {
  noteReading(visit, "window:city-settings", {});
  const job = visit.window.line.job(visit.context.req.query("job") ?? "");
  const typed = job && typedFor.get(job);
  if (!job || !typed || job.accountId !== visit.account.id || job.state !== "done")
    return form(visit, standing(visit), {});
  if (job.ran?.code === 0) return onTo(visit, "/admin/city", saidBy(job.ran));
  return form(visit, typed, {}, (job.ran?.told ?? []).join("\n").replace(/^エラー\s*/, ""));
}

/** What the folder says, as the form would send it. UserError is no reason not to show the form: it is told. */
function standing({window}: SignedVisit): URLSearchParams {
  const {city} = window.home;
  const said = new URLSearchParams({was: settingsMark(city)});
  if (!existsSync(city)) return said;
  try {
    const {name, kind, unit, programmes} = readCityFile(city);
    const [programme] = programmes;
    said.set("name", name ?? "");
    said.set("kind", kind);
    said.set("unit", unit ?? "");
    said.set("programme", programme?.name ?? "");
    said.set("first", String(programme?.first_fiscal_year ?? ""));
    said.set("last", String(programme?.last_fiscal_year ?? ""));
    for (const due of readJobs(city).sources) {
      said.set(`section.${due.source}`, due.section);
      said.set(`every.${due.source}`, due.every);
      if (due.every === "days") said.set(`days.${due.source}`, due.days.join(" "));
      if (due.every === "change") continue;
      said.set(`months.${due.source}`, String(due.due.months_after));
      said.set(`day.${due.source}`, String(due.due.opening_day));
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    said.set("unreadable", error.message);
  }
  return said;
}

function form(
  visit: SignedVisit,
  typed: URLSearchParams,
  errors: Record<string, string>,
  trouble = "",
): Response {
  const said = (name: string) => typed.get(name) ?? "";
  const field = (name: string): Field => ({value: said(name), error: errors[name] ?? ""});
  const {city} = visit.window.home;
  const sections = new Set([...typed].filter(([name, value]) => name.startsWith("section.") && value));
  const body = SETTINGS({
    isNew: !existsSync(city),
    trouble: [trouble, said("unreadable")].filter(Boolean).join("\n"),
    was: said("was"),
    ...{name: field("name"), unit: field("unit"), reason: field("reason")},
    kinds: Object.keys(BODY_KINDS).map((name) => ({name, isChosen: name === (said("kind") || "市")})),
    programme: {...field("programme"), first: said("first"), last: said("last")},
    due: titles(city).map(({source, title}) => ({
      ...{source, title, section: said(`section.${source}`), days: said(`days.${source}`)},
      every: Object.entries(EVERY).map(([id, name]) => ({
        ...{id, name, isChosen: id === said(`every.${source}`)},
      })),
      ...{months: said(`months.${source}`) || "1", day: said(`day.${source}`) || "10"},
      error: errors[`due.${source}`] ?? "",
    })),
    sections: [...new Set([...sections].map(([, value]) => value))],
  });
  const hasErrors = trouble !== "" || Object.keys(errors).length > 0;
  return page(visit, {title: "名前・計画・期限", place: "admin", body, status: hasErrors ? 422 : 200});
}

/** Kinds of files in the city's words, and in the program's where those cannot be read. */
function titles(city: string): {source: string; title: string}[] {
  try {
    return contractsOf(city);
  } catch (error) {
    if (error instanceof UserError) return shippedContracts;
    throw error;
  }
}

/** Lets the command write it, in its turn. */
async function write(visit: SignedVisit): Promise<Response> {
  const {window, account, context} = visit;
  const typed = await formOf(visit);
  const isNew = !existsSync(window.home.city);
  const {errors, words: said} = settingsSaid(typed, standing(visit), isNew);
  if (Object.keys(errors).length > 0)
    return form(visit, typed, errors, "直すところがあります。何も書いていません。");
  if (said.length === 0) return onTo(visit, PATH, "どれも、いまのとおりです。何も書いていません。");
  const words = wordsOf(said, {
    isNew,
    was: typed.get("was") ?? "",
    by: account.name,
    reason: typed.get("reason") ?? "",
  });
  noteAct(visit, "市の決めごとを書く", {words});
  const job = window.line.add({
    ...{title: "市の決めごとを書く", accountId: account.id, words, resultPath: PATH},
    done: () => window.looks.refresh(),
  });
  if (!job) return onTo(visit, PATH, TOO_BUSY);
  job.resultPath = `${PATH}?job=${job.id}`;
  typedFor.set(job, typed);
  return context.redirect(`/jobs/${job.id}`, 303);
}
