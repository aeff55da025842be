import {largest} from "../../schemas/extremes.ts";
import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, numberCell} from "../values/document-table.ts";
import {formatValue} from "../values/format.ts";
import {inColumns, orNothingTold, referenceBlocks, splitWords} from "./chapter-texts.ts";
import {kpiBlocks, kpiColumns, kpiOf, kpiSentence} from "./kpi-series.ts";
import type {Packet} from "./read-packet.ts";
import {emptyBlock, type Slide, tableBlock} from "./slide.ts";

const CHAPTER = "職員の働く環境の整備と意識改革　②業務改革・改善";

/** ② Work improvement and shared services. */
export function improvementSlides(packet: Packet): Slide[] {
  const reform = kpiOf(packet, "bpr_procedures");
  return [
    practiceSlide(packet),
    {
      chapter: CHAPTER,
      title: "業務プロセス改革（BPR）の取組",
      lead: kpiSentence(packet, reform),
      columns: [
        orNothingTold(splitWords(packet, "process-reform").texts, packet),
        kpiBlocks(packet, "bpr_procedures", {width: 490, height: 230}),
      ],
    },
    wordSlide(packet, "review", "事業見直し・業務改善（事務見直し）の推進"),
    wordSlide(packet, "shared-services", "総務事務センターの導入"),
    effectSlide(packet),
    {
      chapter: CHAPTER,
      title: "業務集約による財政効果（第3期プログラムの算定方法）",
      lead: kpiSentence(packet, kpiOf(packet, "consolidation_saving")),
      columns: kpiColumns(packet, "consolidation_saving", splitWords(packet, "section-1-2").next),
    },
  ];
}

function wordSlide(packet: Packet, place: string, title: string): Slide {
  const {texts, next} = splitWords(packet, place);
  const references = referenceBlocks(packet, place, title);
  const words = orNothingTold([...texts, ...next], packet);
  return {
    chapter: CHAPTER,
    title,
    lead: "",
    columns: references.length > 0 ? [words, references] : inColumns(words),
  };
}

function practiceSlide(packet: Packet): Slide {
  const texts = (place: string) => splitWords(packet, place).texts;
  const references = referenceBlocks(packet, "improvement", "職員実践型の業務改善");
  return {
    chapter: CHAPTER,
    title: "全庁業務量調査、職員実践型の業務改善と事例発表会",
    lead: "",
    columns: [
      orNothingTold(texts("workload-survey"), packet),
      [...texts("improvement"), ...references, ...texts("presentation")],
    ].filter((blocks) => blocks.length > 0),
  };
}

const METHOD = "yearly_report";
const HOUR_MEASURES = [
  {measure: "saved_hours", name: "各所属における削減時間"},
  {measure: "spent_hours", name: "総務事務センターにおける業務時間"},
] as const;
const FIRST_YEAR = 2019;
/** Thousands of yen in a hundred million (億円). */
const THOUSANDS = 100_000;

function effectSlide(packet: Packet): Slide {
  const title = "総務事務センターの導入効果";
  const years = [...new Set(serviceRows(packet).map(({fiscal_year}) => fiscal_year))].slice(-3);
  if (years.length === 0)
    return {
      chapter: CHAPTER,
      title,
      lead: "",
      columns: [[emptyBlock("総務事務センターの実績がありません。")]],
    };
  const saved = costOf(packet, "saved_cost");
  const running = costOf(packet, "running_cost");
  const span = `${fiscalYearName(FIRST_YEAR).replace("年度", "")}～${fiscalYearName(lastYear(packet)).replace("令和", "")}`;
  return {
    chapter: CHAPTER,
    title,
    lead: `${span}の効果額は、換算した給与額から運営費を引いて約${formatValue((saved - running) / THOUSANDS, 2)}億円`,
    columns: [
      [
        tableBlock(hoursTable(packet, years, span)),
        tableBlock(costTable({saved, running, span, until: upTo(packet)})),
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

/** The last year with hours or money: the packet's, unless that is not over yet. */
function lastYear(packet: Packet): number {
  return largest(serviceRows(packet).map(({fiscal_year}) => fiscal_year));
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
    notes: [`※累計は${span}の合計。`],
  };
}

interface Cost {
  saved: number;
  running: number;
  span: string;
  until: string;
}

function costTable({saved, running, span, until}: Cost): DocumentTable {
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
    notes: [
      "※第3期プログラムの成果指標「業務集約による財政効果（累計）」とは算定方法が異なり、両者は比べられない。",
    ],
  };
}
