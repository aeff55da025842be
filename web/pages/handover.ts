import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import type {DueFile} from "../../schemas/due.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {IntakeStatus, SourceInForce} from "../../schemas/intake-status.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import type {SourceJob} from "../../schemas/jobs.ts";
import {periodName} from "../../schemas/period-name.ts";
import {ROLE_NAMES} from "../../schemas/window-account.ts";
import {isOpen} from "../accounts/account-book.ts";
import {noteReading} from "../note-act.ts";
import {HANDLES_FILES} from "../rights.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {page, template} from "./page.ts";
import {readingsOf, type SourceReadings} from "./readings.ts";
import {rhythmText} from "./rhythm-text.ts";

const HANDOVER = template<{
  section: string;
  on: string;
  sections: {name: string; isChosen: boolean}[];
  people: {id: string; name: string; roles: string; until: string}[];
  owed: {title: string; rhythm: string; last: string; next: string; late: string}[];
  held: {title: string; file: string; batch: number; on: string; why: string}[];
  readings: SourceReadings[];
  decisions: {on: string; what: string; file: string; reason: string; by: string}[];
}>("handover");

export const routes: Route[] = [signedRoute("get", "/files/handover", HANDLES_FILES, show)];

/** All that the next person of a section has to know, on one page for the printer: the office's of any, a sender's of the own. */
async function show(visit: SignedVisit): Promise<Response> {
  const {window, account, now} = visit;
  const jobs = readJobs(window.home.city).sources;
  const isOffice = account.roles.includes("office");
  const sections = [...new Set(jobs.map(({section}) => section))];
  const wanted = visit.context.req.query("section") ?? "";
  const section = !isOffice ? account.section : sections.includes(wanted) ? wanted : (sections[0] ?? "");
  noteReading(visit, "window:handover", {section});
  const own = jobs.filter((job) => job.section === section);
  const sources = new Set<string>(own.map(({source}) => source));
  const {status, due} = await window.looks.standing();
  const contracts = contractsOf(window.home.city).filter(({source}) => sources.has(source));
  const body = HANDOVER({
    section,
    on: japaneseDate(japaneseDay(now)),
    sections: isOffice ? sections.map((name) => ({name, isChosen: name === section})) : [],
    people: window.book
      .all()
      .filter((person) => section !== "" && person.section === section && isOpen(person, now))
      .map(({id, name, roles, until}) => ({
        ...{id, name, roles: roles.map((role) => ROLE_NAMES[role]).join("・")},
        until: until === null ? "" : `${japaneseDate(until)}まで`,
      })),
    owed: own.map((job) => ({
      ...owedOf(job, due?.files ?? []),
      title: contracts.find(({source}) => source === job.source)?.title ?? job.source,
      last: lastOf(job, status?.in_force ?? []),
    })),
    held: (status?.held ?? [])
      .filter(({source}) => sources.has(source))
      .map(({source_title, file_name, batch_id, received_on, reasons}) => ({
        ...{title: source_title, file: file_name, batch: batch_id, on: japaneseDate(received_on)},
        why: reasons.map(({reason}) => reason).join("、"),
      })),
    readings: contracts.flatMap((contract) => readingsOf(contract)),
    decisions: decisionsOf(status, sources),
  });
  return page(visit, {title: `引継ぎ ${section}`, place: "files", body});
}

/** What is next of a source, and what should have come. */
function owedOf(job: SourceJob, files: DueFile[]): {rhythm: string; next: string; late: string} {
  const own = files.filter(({source}) => source === job.source);
  const next = own.find(({state}) => state === "upcoming");
  const late = own.filter(({state}) => state === "late");
  return {
    rhythm: rhythmText(job),
    next: next ? `${next.period_name}を${japaneseDate(next.due_on)}まで` : "",
    late: late.length === 0 ? "" : `遅れ：${late.map(({period_name}) => period_name).join("、")}`,
  };
}

/** The newest period for which a file counts. */
function lastOf({source}: SourceJob, inForce: SourceInForce[]): string {
  const found = inForce.find((one) => one.source === source);
  const last = found?.periods.toSorted((one, other) => one.period.localeCompare(other.period)).at(-1);
  return found && last ? `${periodName(found.period_months, last.period)}　${last.file_name}` : "";
}

const DECIDED = {accept: "受け付けた", reject: "取り下げた"} as const;

function decisionsOf(status: IntakeStatus | undefined, sources: Set<string>) {
  const batches = new Set(
    [
      ...(status?.in_force ?? []).flatMap(({source, periods}) =>
        periods.map((period) => ({...period, source})),
      ),
      ...(status?.held ?? []),
    ]
      .filter(({source}) => sources.has(source))
      .map(({batch_id}) => batch_id),
  );
  return (status?.decisions ?? [])
    .filter(({batch_id}) => batches.has(batch_id))
    .map(({decided_on, decision, file_name, reason, decided_by}) => ({
      ...{on: japaneseDate(decided_on), what: DECIDED[decision], file: file_name, reason, by: decided_by},
    }));
}
