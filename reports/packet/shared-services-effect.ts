import {largest, smallest} from "../../schemas/extremes.ts";
import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, numberCell} from "../values/document-table.ts";
import {formatValue} from "../values/format.ts";
import type {Packet} from "./read-packet.ts";
import {emptyBlock, type Slide, tableBlock} from "./slide.ts";

const METHOD = "yearly_report";
const HOUR_MEASURES = [
  {measure: "saved_hours", name: "各所属における削減時間"},
  {measure: "spent_hours", name: "総務事務センターにおける業務時間"},
] as const;
/** Thousands of yen in a hundred million (億円). */
const THOUSANDS = 100_000;

/** What the centre for shared services saves, by the yearly report's method. */
export function effectSlide(packet: Packet, {chapter, notes}: {chapter: string; notes: string[]}): Slide {
  const title = "総務事務センターの導入効果";
  const years = [...new Set(serviceRows(packet).map(({fiscal_year}) => fiscal_year))].slice(-3);
  if (years.length === 0)
    return {
      chapter,
      title,
      lead: "",
      columns: [[emptyBlock("総務事務センターの実績がありません。")]],
    };
  const saved = costOf(packet, "saved_cost");
  const running = costOf(packet, "running_cost");
  const span = spanName(firstYear(packet), lastYear(packet));
  return {
    chapter,
    title,
    lead: `${span}の効果額は、換算した給与額から運営費を引いて約${formatValue((saved - running) / THOUSANDS, 2)}億円`,
    columns: [
      [
        tableBlock(hoursTable(packet, years, span)),
        tableBlock(
          costTable({saved, running, span, until: upTo(packet), notes: [...notes, ...missingNotes(packet)]}),
        ),
      ],
    ],
  };
}

function serviceRows({rows}: Packet) {
  return rows["marts.fct_shared_services"].filter(({method}) => method === METHOD);
}

/** Thousand yen from the first year on. */
function costOf(packet: Packet, measure: string): number {
  return serviceRows(packet)
    .filter((row) => row.measure === measure)
    .reduce((sum, {amount}) => sum + amount, 0);
}

/** Hours of a year, or of all years; of a task, or of all. Null where there is no row. */
function hoursOf(packet: Packet, measure: string, of: {task?: string; year?: number}): number | null {
  const found = serviceRows(packet).filter(
    (row) =>
      row.measure === measure &&
      (of.task === undefined || row.task_name === of.task) &&
      (of.year === undefined || row.fiscal_year === of.year),
  );
  return found.length === 0 ? null : found.reduce((sum, {amount}) => sum + amount, 0);
}

/** The first year with hours or money. */
function firstYear(packet: Packet): number {
  return smallest(serviceRows(packet).map(({fiscal_year}) => fiscal_year));
}

/** The last year with hours or money: the packet's, unless that is not over yet. */
function lastYear(packet: Packet): number {
  return largest(serviceRows(packet).map(({fiscal_year}) => fiscal_year));
}

/** "令和元～3年度", "平成30～令和3年度", "令和3年度". */
function spanName(first: number, last: number): string {
  const [from, to] = [fiscalYearName(first), fiscalYearName(last)];
  if (first === last) return to;
  return `${from.replace("年度", "")}～${from.slice(0, 2) === to.slice(0, 2) ? to.slice(2) : to}`;
}

/** Says which years a sum over all years has not, because nothing has come of them. */
function missingNotes(packet: Packet): string[] {
  const sent = new Set(serviceRows(packet).map(({fiscal_year}) => fiscal_year));
  const missing: string[] = [];
  for (let year = firstYear(packet); year < lastYear(packet); year++)
    if (!sent.has(year)) missing.push(fiscalYearName(year));
  return missing.length === 0 ? [] : [`※${missing.join("、")}の実績は届いていないため、合計に含まない。`];
}

/** "toR3": all years up to the last one. */
function upTo(packet: Packet): string {
  return `to${fiscalYearCode(lastYear(packet))}`;
}

function hoursCell(hours: number | null, [years, task, measure]: [string, string | undefined, string]) {
  const figureCode = seriesCode("shared_hours", [years, task ?? "ALL", measure.replace("_hours", "")]);
  return numberCell(hours, {unit: "時間", figureCode: hours === null ? undefined : figureCode});
}

function hoursTable(packet: Packet, years: number[], span: string): DocumentTable {
  const tasks = [
    ...new Set(
      serviceRows(packet)
        .filter(({unit}) => unit === "hour")
        .map(({task_name}) => task_name),
    ),
  ];
  const cells = (task?: string) =>
    HOUR_MEASURES.flatMap(({measure}) => [
      ...years.map((year) =>
        hoursCell(hoursOf(packet, measure, {...(task && {task}), year}), [
          fiscalYearCode(year),
          task,
          measure,
        ]),
      ),
      hoursCell(hoursOf(packet, measure, task ? {task} : {}), [upTo(packet), task, measure]),
    ]);
  return {
    id: "shared-services",
    caption: "集約化・効率化による時間の削減",
    head: [
      [
        heading("集約化・効率化した事務", {rows: 2}),
        ...HOUR_MEASURES.map(({name}) => heading(name, {columns: years.length + 1, isNumber: true})),
      ],
      HOUR_MEASURES.flatMap(() => [
        ...years.map((year) => heading(fiscalYearName(year), {isNumber: true})),
        heading("累計", {isNumber: true}),
      ]),
    ],
    rows: [
      ...tasks
        .sort((one, other) => other.localeCompare(one, "ja"))
        .map((task) => ({
          kind: "row" as const,
          cells: [label(task), ...cells(task)],
        })),
      {kind: "total", cells: [label("計"), ...cells()]},
    ],
    notes: [`※累計は${span}の合計。`, ...missingNotes(packet)],
  };
}

interface Cost {
  saved: number;
  running: number;
  span: string;
  until: string;
  notes: string[];
}

function costTable({saved, running, span, until, notes}: Cost): DocumentTable {
  const billions = (amount: number, part?: string) =>
    numberCell(amount / THOUSANDS, {
      decimals: 2,
      unit: "億円",
      figureCode: part && seriesCode("shared_costs", [until, part]),
    });
  return {
    id: "shared-services-effect",
    caption: `導入による費用対効果（${span}）`,
    head: [[heading("区分"), heading("金額", {isNumber: true})]],
    rows: [
      {
        kind: "row",
        cells: [label("① 削減された時間を、共済費等を含む給与額から換算した額"), billions(saved, "saved")],
      },
      {
        kind: "row",
        cells: [
          label("② 運営費（設置に係る初期費用、会計年度任用職員の人件費）"),
          billions(running, "running"),
        ],
      },
      {kind: "total", cells: [label("①－② 効果額"), billions(saved - running)]},
    ],
    notes,
  };
}
