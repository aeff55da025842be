import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import {formatValue, formatYear} from "../values/format.ts";
import {inColumns, orNothingTold, referenceBlocks, splitWords} from "./chapter-texts.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, emptyBlock, type Slide, tableBlock} from "./slide.ts";

const RULE_SET = "analysis";
const SCOPE = "analysis";

/** ⑤ limits and who was over them, ⑥ causes, ⑦ what was done. */
export function limitSlides(packet: Packet, chapter: string): Slide[] {
  return [limitSlide(packet), causeSlide(packet), measureSlide(packet)].map((slide) => ({chapter, ...slide}));
}

function rulesOf({rows}: Packet) {
  const order = ["month", "year", "mean_2_6_months", "months_over"];
  return rows["marts.dim_overtime_rules"]
    .filter(({rule_set}) => rule_set === RULE_SET)
    .sort((one, other) => order.indexOf(one.window_kind) - order.indexOf(other.window_kind));
}

type Rule = ReturnType<typeof rulesOf>[number];

/** Kind of limit, its period and the level in words: 月 / 1箇月において70時間. */
function ruleWords({window_kind, threshold_hours, months_limit}: Rule): [string, string, string] {
  const hours = `${formatValue(threshold_hours, 0)}時間`;
  switch (window_kind) {
    case "month":
      return ["上限時間", "月", `1箇月において${hours}`];
    case "year":
      return ["上限時間", "年", `1年において${hours}`];
    case "mean_2_6_months":
      return ["上限時間", "複数月", `2～6箇月を平均して${hours}`];
    case "months_over":
      return ["上限月数", "年", `1箇月において${hours}を超える月数が1年で${months_limit}箇月`];
    default:
      return window_kind satisfies never;
  }
}

function limitSlide(packet: Packet): Omit<Slide, "chapter"> {
  const {texts} = splitWords(packet, "analysis-limits");
  const due = dueCount(packet, packet.fiscalYear);
  const purpose = "上限を超えた時間外勤務の要因を整理、分析及び検証（整理分析等）";
  const subject = `${fiscalYearName(packet.fiscalYear)}の対象は${formatValue(due, 0)}人`;
  return {
    title: "⑤ 時間外勤務の要因の整理、分析及び検証",
    lead: due === null ? purpose : `${purpose}　${subject}`,
    columns: [[tableBlock(limitTable(packet)), peopleBlock(packet)], orNothingTold(texts, packet)],
  };
}

function limitTable(packet: Packet): DocumentTable {
  return {
    id: "analysis-limits",
    caption: "整理分析等の対象となる上限時間・月数",
    head: [[heading("区分"), heading("期間"), heading("上限")]],
    rows: rulesOf(packet).map((rule) => {
      const [kind, period, level] = ruleWords(rule);
      return {kind: "row", cells: [label(kind), textCell(period), textCell(level)]};
    }),
    notes: [
      "※人事委員会規則等に基づき、上限時間・月数を超えて命じた時間外勤務が対象。いずれも週休日の勤務を含み、管理職を含む。",
    ],
  };
}

function peopleBlock(packet: Packet): Block {
  const years = packet.years.filter((year) => countOver(packet, year, null) !== null);
  if (years.length === 0) return emptyBlock("整理分析等の対象となった職員数がありません。");
  return tableBlock(peopleTable(packet, years));
}

/** People over a limit at least once in the year; null for a year without data. */
function countOver({rows}: Packet, year: number, ruleId: string | null): number | null {
  const found = rows["marts.fct_overtime_limits"].filter(
    (row) =>
      row.fiscal_year === year &&
      row.month === null &&
      row.scope_id === SCOPE &&
      (ruleId === null ? row.rule_id.startsWith(`${RULE_SET}_`) : row.rule_id === ruleId),
  );
  return found.length === 0 ? null : found.reduce((sum, {staff_count}) => sum + (staff_count ?? 0), 0);
}

function dueCount({rows}: Packet, year: number): number | null {
  const found = rows["marts.fct_overtime_analysis_due"].filter(
    (row) => row.fiscal_year === year && row.rule_set === RULE_SET && row.scope_id === SCOPE,
  );
  return found.length === 0 ? null : found.reduce((sum, {staff_count}) => sum + (staff_count ?? 0), 0);
}

function peopleTable(packet: Packet, years: number[]): DocumentTable {
  return {
    id: "analysis-people",
    caption: "上限時間・月数を超えた職員の実人数（人）",
    head: [[heading("上限"), ...years.map((year) => heading(formatYear(year), {isNumber: true}))]],
    rows: [
      ...rulesOf(packet).map((rule) => ({
        kind: "row" as const,
        cells: [
          label(`${ruleWords(rule)[2]}を超えた職員`),
          ...years.map((year) =>
            numberCell(countOver(packet, year, rule.rule_id), {
              figureCode: seriesCode("overtime_limits", [fiscalYearCode(year), rule.rule_id, "ALL"]),
            }),
          ),
        ],
      })),
      {
        kind: "total",
        cells: [
          label("いずれかを超えた職員"),
          ...years.map((year) =>
            numberCell(dueCount(packet, year), {
              figureCode: seriesCode("overtime_analysis_due", [fiscalYearCode(year), RULE_SET, "ALL"]),
            }),
          ),
        ],
      },
    ],
    notes: [
      ...packet.rows["marts.dim_scopes"]
        .filter(({scope_id}) => scope_id === SCOPE)
        .map(({scope_note}) => `※${scope_note}`),
      "※年度に一度でも超えた職員を一人と数える。複数の上限を超えた職員があるため、内訳の和と合わない。",
    ],
  };
}

function causeSlide(packet: Packet): Omit<Slide, "chapter"> {
  const {texts} = splitWords(packet, "overtime-causes");
  return {
    title: `⑥ 主な時間外勤務の要因と縮減対策（${fiscalYearName(packet.fiscalYear - 1)}局区総括シート）`,
    lead: "",
    columns: inColumns(orNothingTold(texts, packet)),
  };
}

/** ⑦ support for busy places and the keeping of working hours, with the next year's measures. */
function measureSlide(packet: Packet): Omit<Slide, "chapter"> {
  const support = splitWords(packet, "support");
  const hours = splitWords(packet, "working-hours");
  const references = referenceBlocks(packet, "support", "応援の実績");
  return {
    title: "⑦ 長時間勤務の是正",
    lead: "",
    columns: [
      orNothingTold([...support.texts, ...hours.texts], packet),
      [...references, ...hours.next],
    ].filter((blocks) => blocks.length > 0),
  };
}
