import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import {UserError} from "../../schemas/errors.ts";
import {
  type FiscalQuarter,
  fiscalYearCode,
  fiscalYearName,
  japaneseDate,
  quarterEnd,
} from "../../schemas/fiscal-time.ts";
import type {MartName, MartRow} from "../../schemas/marts.ts";
import {type PacketPage, packetPage} from "../../schemas/packet-pages.ts";
import {type Event, eventsKnownOn} from "../scorecard/figure-events.ts";
import {
  type Indicator,
  readScorecard,
  type Scorecard,
  type WantedScorecard,
} from "../scorecard/read-scorecard.ts";
import {knownOn} from "../values/known-on.ts";
import {parseRows} from "../values/parse-rows.ts";
import {type Body, readBody} from "../values/read-body.ts";
import {type Programme, readProgrammes} from "../values/read-programmes.ts";
import {scoresOf} from "../values/read-scores.ts";
import {markedForPacket} from "./mark-for-packet.ts";

/** Marts of which the packet shows every row up to its year, in the order of the mart. */
const SERIES = [
  "marts.fct_overtime_counts",
  "marts.fct_overtime_means",
  "marts.fct_overtime_monthly_means",
  "marts.fct_overtime_limits",
  "marts.fct_overtime_analysis_due",
  "marts.fct_overtime_pay",
  "marts.fct_shared_services",
  "marts.fct_punctual_leave_days",
  "marts.fct_trainings",
  "marts.fct_disability_rate",
] as const;

/** Marts that say what the figures are about, and the words beside them. */
const DESCRIPTIONS = [
  "marts.dim_kpis",
  "marts.dim_kpi_breaks",
  "marts.dim_kpi_listings",
  "marts.dim_tasks",
  "marts.dim_bureaus",
  "marts.dim_scopes",
  "marts.dim_overtime_rules",
  "marts.dim_programmes",
  "marts.dim_initiatives",
  "marts.dim_task_sheets",
  "marts.dim_task_actions",
  "marts.dim_related_tasks",
  "marts.dim_reform",
  "marts.dim_packets",
  "marts.dim_packet_pages",
  "marts.dim_packet_texts",
  "marts.fct_packet_references",
  "marts.fct_revisions",
  "marts.fct_packet_revisions",
  "marts.fct_series_revisions",
  "marts.release_info",
] as const;

type Rows = {[Name in (typeof SERIES)[number] | (typeof DESCRIPTIONS)[number]]: MartRow<Name>[]};

/** Everything that one year's packet shows: rows of the release, none later than the year. */
export interface Packet {
  fiscalYear: number;
  /** The day by which values are 速報 or 確定: that on which it is presented, where the city says it; undefined: the release's. */
  day: string | undefined;
  /** The year and the five before it, from the first that has data: a year without any is a gap. */
  years: number[];
  rows: Rows;
  /** What happened in the years shown and bears on figures, oldest first. */
  events: Event[];
  /** Yearly values of every indicator, scope and bureau. */
  values: MartRow<"marts.fct_kpi_values">[];
  body: Body;
  /** Pages of the overview, in their order. */
  pages: PacketPage[];
  /** Indicators as of the year's end; null for years before the first scoreboard. */
  scorecard: Scorecard | null;
}

const YEARS_SHOWN = 6;

/**
 * Of the first programme where none is named. Values are 速報 or 確定 as of the day that is asked for, or on which the city presents it.
 * UserError when the city has written no packet of it, or the release has no yearly figures for the year, or they came after the day.
 */
export async function readPacket(
  marts: Marts,
  fiscalYear: number,
  {programme: wanted, day: asked}: WantedScorecard = {},
): Promise<Packet> {
  const [first] = await readProgrammes(marts);
  const programme = wanted ?? first;
  if (!programme) throw new Error("a release without a programme");
  const rows = ofProgramme(await readRows(marts, fiscalYear), programme);
  mustBeWritten(rows, programme);
  const all = parseRows(
    "marts.fct_kpi_values",
    await marts
      .selectFrom("marts.fct_kpi_values")
      .selectAll()
      .where("period_kind", "=", "year")
      .orderBy("fiscal_year")
      .orderBy("kpi_id")
      .orderBy("scope_id")
      .orderBy("bureau_code", (order) => order.asc().nullsFirst())
      .execute(),
  );
  const marked = markedForPacket(all, {
    ofScorecard: rows["marts.fct_revisions"],
    ofPacket: rows["marts.fct_packet_revisions"],
  });
  const known = [...new Set(all.map(({fiscal_year}) => fiscal_year))];
  if (!known.includes(fiscalYear)) throw new UserError(missingYear(fiscalYear, known));
  const yearEnd = quarterEnd({fiscalYear, quarter: 4});
  if (asked !== undefined && asked < yearEnd) throw new UserError(notYetOver(fiscalYear, asked));
  const day = asked ?? presentedOn(rows, fiscalYear);
  return {
    fiscalYear,
    day,
    years: yearsShown(known, fiscalYear),
    rows,
    events: eventsKnownOn(await readEvents(marts), day ?? yearEnd).filter(
      ({starts_on}) => starts_on <= yearEnd,
    ),
    values: knownOn(marked, day).filter(
      ({fiscal_year, period_end}) =>
        fiscal_year <= fiscalYear && (asked === undefined || period_end <= asked),
    ),
    body: await readBody(marts),
    pages: rows["marts.dim_packet_pages"]
      .toSorted((one, other) => one.page_no - other.page_no)
      .map(({content}) => packetPage.parse(JSON.parse(content))),
    scorecard: await scorecardAtYearEnd(marts, fiscalYear, {programme, day}),
  };
}

/** None in a release from before they were kept. */
async function readEvents(marts: Marts): Promise<MartRow<"marts.dim_events">[]> {
  return orNone(async () =>
    parseRows(
      "marts.dim_events",
      await marts.selectFrom("marts.dim_events").selectAll().orderBy("starts_on").orderBy("event").execute(),
    ),
  );
}

function presentedOn({"marts.dim_packets": packets}: Rows, fiscalYear: number): string | undefined {
  return packets.find(({fiscal_year}) => fiscal_year === fiscalYear)?.presented_on ?? undefined;
}

function yearsShown(known: number[], fiscalYear: number): number[] {
  const first = Math.max(known[0] ?? fiscalYear, fiscalYear - YEARS_SHOWN + 1);
  return Array.from({length: fiscalYear - first + 1}, (_, index) => first + index);
}

function notYetOver(fiscalYear: number, day: string): string {
  return `${japaneseDate(day)}には、${fiscalYearName(fiscalYear)}がまだ終わっていません。終わった年度を --fy に書くか、もっと後の日を指定してください。`;
}

function mustBeWritten(rows: Rows, {name, display_order, programme_id}: Programme): void {
  if (rows["marts.dim_reform"].length > 0 && rows["marts.dim_packets"].length > 0) return;
  const [whose, place] =
    display_order === 1 ? ["、", ""] : [`、計画「${name}」の`, `packets/${programme_id}/`];
  throw new UserError(
    `この公開版には${whose}委員会資料の定めがありません。市のフォルダーの ${place}committee-packets.yaml に、表紙の言葉（programme）と年度ごとの資料（packets）を書いてから、npx kaikaku run を実行してください。書き方と例は、プログラムの data/cities/bare/committee-packets.yaml にあります（市のフォルダーに写して使えます）。`,
  );
}

/** What the packet shows of it, and what is of no programme. */
function ofProgramme(rows: Rows, {programme_id}: Programme): Rows {
  const own = new Set(
    rows["marts.dim_kpis"].filter((kpi) => kpi.programme_id === programme_id).map(({kpi_id}) => kpi_id),
  );
  const isOwn = (row: object) => !("programme_id" in row) || row.programme_id === programme_id;
  const entries = Object.entries(rows).map(([name, all]) => [name, (all as object[]).filter(isOwn)]);
  const kept = Object.fromEntries(entries) as Rows;
  return {
    ...kept,
    "marts.dim_kpi_listings": kept["marts.dim_kpi_listings"].filter(({kpi_id}) => own.has(kpi_id)),
  };
}

function missingYear(fiscalYear: number, known: number[]): string {
  const remedy =
    known.length === 0
      ? "先にデータを取り込んでください。"
      : `あるのは ${known.map(fiscalYearCode).join("、")} です。`;
  return `この公開版には ${fiscalYearCode(fiscalYear)}年度を通した値がありません。${remedy}`;
}

async function readRows(marts: Marts, fiscalYear: number): Promise<Rows> {
  const read = async (name: MartName) =>
    parseRows(name, await marts.selectFrom<MartName>(name).selectAll().execute());
  const entries: [string, {fiscal_year?: number | null}[]][] = [];
  for (const name of DESCRIPTIONS) entries.push([name, (await read(name)) as object[]]);
  for (const name of SERIES) {
    const rows = (await read(name)) as {fiscal_year: number}[];
    entries.push([name, rows.filter(({fiscal_year}) => fiscal_year <= fiscalYear)]);
  }
  return Object.fromEntries(entries) as Rows;
}

/**
 * Indicators as of the year's end. One whose value of the year is taken on the day after it (課長級の女性比率, 翌年度の4月1日)
 * stands as the next quarter's board shows it, so that no page of the packet knows less than another.
 */
async function scorecardAtYearEnd(
  marts: Marts,
  fiscalYear: number,
  wanted: Judged,
): Promise<Scorecard | null> {
  const atEnd = await scorecardOf(marts, {fiscalYear, quarter: 4}, wanted);
  const after = await scorecardOf(marts, {fiscalYear: fiscalYear + 1, quarter: 1}, wanted);
  const isOfYear = ({score}: Indicator) => score.value_fiscal_year === fiscalYear;
  const later = after?.indicators.filter(isOfYear) ?? [];
  return (
    atEnd && {
      ...atEnd,
      indicators: atEnd.indicators.map((indicator) => {
        if (isOfYear(indicator)) return indicator;
        return later.find(({kpi}) => kpi.kpi_id === indicator.kpi.kpi_id) ?? indicator;
      }),
    }
  );
}

type Judged = WantedScorecard & {programme: Programme};

/** Null for a quarter in which the programme is not judged. */
async function scorecardOf(marts: Marts, quarter: FiscalQuarter, wanted: Judged): Promise<Scorecard | null> {
  const found = await scoresOf(marts, quarter);
  const isJudged = found.some(({programme_id}) => programme_id === wanted.programme.programme_id);
  return isJudged ? readScorecard(marts, quarter, wanted) : null;
}

/** The only row of a mart that has one. */
export function onlyRow<Name extends keyof Rows>({rows}: Packet, name: Name): Rows[Name][number] {
  const [row] = rows[name];
  if (row === undefined) throw new Error(`${name} is empty`);
  return row;
}
