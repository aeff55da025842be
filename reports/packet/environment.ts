import {fiscalYearCode} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, type NumberCell, numberCell} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import {orNothingTold, referenceBlocks, splitWords} from "./chapter-texts.ts";
import {kpiBlocks, kpiColumns, kpiOf, kpiSentence, kpiTable} from "./kpi-series.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, emptyBlock, type Slide, smallTables, tableBlock} from "./slide.ts";

const ENVIRONMENT = "職員の働く環境の整備と意識改革";
const CHART = {width: 490, height: 190};

/** ③ training to ⑥ mental health of the first direction. */
export function environmentSlides(packet: Packet): Slide[] {
  return [trainingSlide(packet), ...ictSlides(packet), ...workStyleSlides(packet), ...mentalSlides(packet)];
}

const LEADERS = ["新任係長研修", "新任課長補佐研修", "新任課長研修", "課長3年目研修", "新任部長研修"];

function trainingSlide(packet: Packet): Slide {
  const {texts, next} = splitWords(packet, "training");
  return {
    chapter: `${ENVIRONMENT}　③人材育成・意識改革`,
    title: "管理職のマネジメント力の強化の推進等",
    lead: "",
    columns: [
      orNothingTold([...texts, ...next], packet),
      trainingBlocks(packet, {id: "trainings-leaders", caption: "階層別研修の受講者", names: LEADERS}),
    ],
  };
}

/** Sessions and people of some trainings in the packet's year and those before, as far as they are known. */
export function trainingBlocks(
  packet: Packet,
  {id, caption, names}: {id: string; caption: string; names: string[]},
): Block[] {
  const rows = packet.rows["marts.fct_trainings"];
  const years = packet.years.filter((year) => rows.some(({fiscal_year}) => fiscal_year === year)).slice(-3);
  if (years.length === 0) return [emptyBlock("研修の受講者の記録は、この年度までにありません。")];
  const find = (name: string, year: number): MartRow<"marts.fct_trainings"> | undefined =>
    rows.find((row) => row.training_name === name && row.fiscal_year === year);
  const table: DocumentTable = {
    id,
    caption,
    head: [
      [
        heading("研修", {rows: 2}),
        ...years.map((year) => heading(`${formatYear(year)}年度`, {columns: 2, isNumber: true})),
      ],
      years.flatMap(() => [heading("回数", {isNumber: true}), heading("受講者", {isNumber: true})]),
    ],
    rows: names.map((name) => ({
      kind: "row",
      cells: [
        label(name),
        ...years.flatMap((year) => [
          trainingCell(find(name, year), "sessions"),
          trainingCell(find(name, year), "attendance"),
        ]),
      ],
    })),
    notes: [],
  };
  return [tableBlock(table)];
}

function trainingCell(
  row: MartRow<"marts.fct_trainings"> | undefined,
  measure: "sessions" | "attendance",
): NumberCell {
  if (!row) return numberCell(null);
  const {fiscal_year, training_name, session_count, attendance} = row;
  const figureCode = seriesCode("trainings", [fiscalYearCode(fiscal_year), training_name, measure]);
  return measure === "sessions"
    ? numberCell(session_count, {unit: "回", figureCode})
    : numberCell(attendance, {unit: "名", figureCode});
}

function ictSlides(packet: Packet): Slide[] {
  const chapter = `${ENVIRONMENT}　④ICTの活用`;
  return [
    {place: "online-meetings", title: "オンライン会議の活用"},
    {place: "rpa", title: "新たなICTの活用（RPA）"},
    {place: "ai", title: "新たなICTの活用（AI）"},
  ].map(({place, title}) => {
    const {texts, next} = splitWords(packet, place);
    const references = referenceBlocks(packet, place, title);
    const series = place === "rpa" ? kpiBlocks(packet, "rpa_process_kinds", {width: 490, height: 130}) : [];
    return {
      chapter,
      title,
      lead: place === "rpa" ? kpiSentence(packet, kpiOf(packet, "rpa_process_kinds")) : "",
      columns: [
        orNothingTold([...texts, ...(series.length > 0 ? references : next)], packet),
        series.length > 0 ? series : references,
      ].filter((blocks) => blocks.length > 0),
    };
  });
}

function workStyleSlides(packet: Packet): Slide[] {
  const chapter = `${ENVIRONMENT}　⑤ワークスタイル変革`;
  const telework = splitWords(packet, "telework");
  const paperless = splitWords(packet, "paperless");
  const coaching = kpiTable(packet, "coaching_sessions", "紙文書が多い部署等へのコーチング活動（累計）");
  return [
    {
      chapter,
      title: "テレワークの本格実施",
      lead: kpiSentence(packet, kpiOf(packet, "telework_pc_utilisation")),
      columns: [
        orNothingTold([...telework.texts, ...telework.next], packet),
        [
          ...kpiBlocks(packet, "telework_pc_utilisation", CHART),
          ...referenceBlocks(packet, "telework", "テレワーク用パソコン"),
        ],
      ],
    },
    {
      chapter,
      title: "ペーパーレス化の推進と紙の使用量",
      lead: kpiSentence(packet, kpiOf(packet, "paper_sheets")),
      columns: [
        orNothingTold([...paperless.texts, ...splitWords(packet, "section-1-5").next], packet),
        smallTables([
          ...kpiBlocks(packet, "paper_sheets", {width: 490, height: 150}),
          coaching ? tableBlock(coaching) : emptyBlock("コーチング活動の値は、この年度までにありません。"),
          ...referenceBlocks(packet, "paperless", "ペーパーレス化の取組"),
        ]),
      ],
    },
  ];
}

const MENTAL = ["出前研修", "ラインケア研修", "セルフケア研修"];

function mentalSlides(packet: Packet): Slide[] {
  const chapter = `${ENVIRONMENT}　⑥メンタルヘルス対策`;
  const {texts} = splitWords(packet, "mental-training");
  const rates = ["stress_check_rate", "new_hire_interview_rate", "return_plan_rate"].flatMap(
    (kpiId) => kpiTable(packet, kpiId) ?? [],
  );
  return [
    {
      chapter,
      title: "メンタルヘルス対策研修と、受検率・面接・支援計画",
      lead: kpiSentence(packet, kpiOf(packet, "stress_check_rate")),
      columns: [
        [
          ...orNothingTold(texts, packet),
          ...trainingBlocks(packet, {
            id: "trainings-mental",
            caption: "メンタルヘルス対策研修",
            names: MENTAL,
          }),
        ],
        smallTables(rates.map((table) => tableBlock(table))),
      ].filter((blocks) => blocks.length > 0),
    },
    {
      chapter,
      title: "メンタルヘルス不調による長期療養者",
      lead: kpiSentence(packet, kpiOf(packet, "mental_longterm_leave_ratio")),
      columns: kpiColumns(packet, "mental_longterm_leave_ratio", splitWords(packet, "mental-rates").next),
    },
  ];
}
