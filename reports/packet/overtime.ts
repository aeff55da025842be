import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import {isOver480Hours} from "../../schemas/kpi-model.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {groupedBars} from "../charts/grouped-bars.ts";
import {yearLines} from "../charts/year-lines.ts";
import {trustedMarkup} from "../print/render.ts";
import {type DocumentTable, heading, label, type NumberCell, numberCell} from "../values/document-table.ts";
import {formatValue, formatYear, shownDifference} from "../values/format.ts";
import {splitWords} from "./chapter-texts.ts";
import {chartEvents, monthEvents} from "./chart-events.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, type ChartBlock, emptyBlock, type Slide, tableBlock} from "./slide.ts";

/** Two lines that stand under every overtime figure (yearly report, 資料1). */
export const OVERTIME_NOTES = [
  "※時間外勤務の数え方: 休日（祝日）の勤務は除く。週休日の勤務と、週休日を別の週に振り替えた分は入れる。",
  "※管理職の時間外勤務を除く。",
];

const CAUSE_SETS = [
  {causeSet: "all", name: "年間平均", look: "dark"},
  {causeSet: "without_disaster_election", name: "災害対応・選挙事務を除く年間平均", look: "pale"},
] as const;

/** ① Mean overtime by year. */
export function meanSlide(packet: Packet, chapter: string): Slide {
  const title = "① 年間平均時間外勤務時間数（全任命権者）";
  const years = packet.years.filter((year) =>
    CAUSE_SETS.some(({causeSet}) => meanOf(packet, causeSet, year) !== null),
  );
  if (years.length === 0)
    return {chapter, title, lead: "", columns: [[emptyBlock("時間外勤務の年度を通した実績がありません。")]]};
  const lead = meanSentence(packet);
  const series = CAUSE_SETS.map(({name, look, causeSet}) => ({
    ...{name, look, values: years.map((year) => meanOf(packet, causeSet, year))},
  }));
  const {size, ...told} = chartEvents(packet, overtimeIndicators(packet), {
    ...{years, series, size: {width: 490, height: 350}},
  });
  const chart: ChartBlock = {
    kind: "chart",
    caption: "職員1人当たりの年間平均時間外勤務時間数（時間）",
    svg: trustedMarkup(
      groupedBars({
        name: "overtime-mean",
        years,
        series,
        provisional: [],
        breaks: [],
        isStacked: false,
        decimals: 1,
        size,
      }),
    ),
    alt: `年度ごとの棒グラフ。${lead}`,
    keys: CAUSE_SETS.map(({look, name}) => ({look, name})),
    ...told,
  };
  const columns = [[chart], [tableBlock(meanTable(packet, years)), ...comparison(packet)]];
  return {chapter, title, lead, columns};
}

/** What bears on the people over 480 hours bears on overtime. */
export function overtimeIndicators({rows}: Packet): string[] {
  return rows["marts.dim_kpis"].filter(isOver480Hours).map(({kpi_id}) => kpi_id);
}

function meanOf({rows}: Packet, causeSet: string, year: number): number | null {
  const row = rows["marts.fct_overtime_means"].find(
    ({fiscal_year, cause_set}) => fiscal_year === year && cause_set === causeSet,
  );
  return row?.mean_hours ?? null;
}

function meanCell(packet: Packet, causeSet: string, year: number): NumberCell {
  const value = meanOf(packet, causeSet, year);
  const code = seriesCode("overtime_means", [fiscalYearCode(year), causeSet]);
  return numberCell(value, {decimals: 1, figureCode: value === null ? undefined : code});
}

function meanTable(packet: Packet, years: number[]): DocumentTable {
  return {
    id: "overtime-means",
    caption: "職員1人当たりの年間平均時間外勤務時間数",
    head: [[heading("年度"), ...CAUSE_SETS.map(({name}) => heading(`${name}（時間）`, {isNumber: true}))]],
    rows: years.map((year) => ({
      kind: "row",
      cells: [
        label(fiscalYearName(year)),
        ...CAUSE_SETS.map(({causeSet}) => meanCell(packet, causeSet, year)),
      ],
    })),
    notes: OVERTIME_NOTES,
  };
}

/** Increase on the year before, in hours and %, of both means. Both come from the rounded means that a reader sees. */
function comparison(packet: Packet): Block[] {
  const {fiscalYear} = packet;
  const rows = CAUSE_SETS.flatMap(({causeSet, name}) => {
    const value = meanOf(packet, causeSet, fiscalYear);
    const before = meanOf(packet, causeSet, fiscalYear - 1);
    const increase = shownDifference(value, before, 1);
    if (value === null || before === null || increase === null) return [];
    return [
      {
        kind: "row" as const,
        cells: [
          label(name),
          meanCell(packet, causeSet, fiscalYear - 1),
          meanCell(packet, causeSet, fiscalYear),
          numberCell(increase, {decimals: 1}),
          numberCell((100 * (value - before)) / before, {decimals: 1, unit: "%"}),
        ],
      },
    ];
  });
  if (rows.length === 0) return [];
  const years = [fiscalYear - 1, fiscalYear].map((year) => heading(formatYear(year), {isNumber: true}));
  return [
    tableBlock({
      id: "overtime-mean-change",
      caption: `${formatYear(fiscalYear - 1)}年度と${formatYear(fiscalYear)}年度の比較（時間）`,
      head: [
        [heading("区分"), ...years, heading("増減", {isNumber: true}), heading("増減率", {isNumber: true})],
      ],
      rows,
      notes: [],
    }),
  ];
}

function meanSentence(packet: Packet): string {
  const {fiscalYear} = packet;
  const value = meanOf(packet, "all", fiscalYear);
  const increase = shownDifference(value, meanOf(packet, "all", fiscalYear - 1), 1);
  if (value === null) return `${fiscalYearName(fiscalYear)}の値はまだない`;
  if (increase === null) return `${fiscalYearName(fiscalYear)}は年間${formatValue(value, 1)}時間`;
  const change =
    increase === 0
      ? "と同じ"
      : `より${formatValue(Math.abs(increase), 1)}時間${increase > 0 ? "増え" : "減り"}`;
  return `${fiscalYearName(fiscalYear)}は前年度${change}、1人当たり年間${formatValue(value, 1)}時間`;
}

const MONTHS = Array.from({length: 12}, (_, index) => ((index + 3) % 12) + 1);
/** So many of the newest years are drawn; the table has all. */
const LINES = 3;

/** ③ By month. */
export function monthSlide(packet: Packet, chapter: string): Slide {
  const lines = packet.years
    .map((year) => ({year, values: MONTHS.map((month) => monthMean(packet, year, month))}))
    .filter(({values}) => values.some((value) => value !== null));
  const title = "③ 月平均時間外勤務時間数の推移（全任命権者）";
  if (lines.length === 0)
    return {
      chapter,
      title,
      lead: "",
      columns: [[emptyBlock("時間外勤務の月ごとの実績がありません。")]],
    };
  const lead = monthSentence(packet);
  const drawn = lines.slice(-LINES);
  const {size, notes, marks} = monthEvents(packet, overtimeIndicators(packet), {
    years: drawn.map(({year}) => year),
    size: {width: 490, height: 250},
  });
  const chart: ChartBlock = {
    kind: "chart",
    caption: "職員1人当たりの月ごとの時間外勤務時間数（時間）",
    svg: trustedMarkup(
      yearLines({
        name: "overtime-months",
        lines: drawn.map(({year, values}) => ({name: formatYear(year), values})),
        marks,
        size,
      }),
    ),
    alt: `月ごとの折れ線グラフ。${lead}`,
    keys: [],
    events: null,
    notes,
  };
  const {texts} = splitWords(packet, "overtime-months");
  return {chapter, title, lead, columns: [[chart, ...texts], [tableBlock(monthTable(lines))]]};
}

function monthMean({rows}: Packet, year: number, month: number): number | null {
  const row = rows["marts.fct_overtime_monthly_means"].find(
    (one) => one.fiscal_year === year && Number(one.month.slice(5, 7)) === month,
  );
  return row?.mean_hours ?? null;
}

/** Mean of the twelve months; null while one is missing. */
function meanOfMonths(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

function monthCell(value: number | null, {year, month}: {year: number; month: number}): NumberCell {
  const code = seriesCode("overtime_monthly_means", [
    `${fiscalYearCode(year)}M${String(month).padStart(2, "0")}`,
  ]);
  return numberCell(value, {decimals: 1, figureCode: value === null ? undefined : code});
}

function monthTable(lines: {year: number; values: (number | null)[]}[]): DocumentTable {
  return {
    id: "overtime-months",
    caption: "職員1人当たりの月ごとの時間外勤務時間数（時間）",
    head: [[heading("月"), ...lines.map(({year}) => heading(formatYear(year), {isNumber: true}))]],
    rows: [
      ...MONTHS.map((month, index) => ({
        kind: "row" as const,
        cells: [
          label(`${month}月`),
          ...lines.map(({year, values}) => monthCell(values[index] ?? null, {year, month})),
        ],
      })),
      {
        kind: "total",
        cells: [label("月平均"), ...lines.map(({values}) => numberCell(meanOfMonths(values), {decimals: 1}))],
      },
    ],
    notes: OVERTIME_NOTES,
  };
}

/** "前年度と比べて1か月当たり約1時間20分増えた": the difference in minutes, dropped to ten as the report does. */
function monthSentence(packet: Packet): string {
  const mean = (year: number) => meanOfMonths(MONTHS.map((month) => monthMean(packet, year, month)));
  const value = mean(packet.fiscalYear);
  const before = mean(packet.fiscalYear - 1);
  if (value === null) return `${fiscalYearName(packet.fiscalYear)}の12か月はまだそろっていない`;
  if (before === null) return `${fiscalYearName(packet.fiscalYear)}は月平均${formatValue(value, 1)}時間`;
  const minutes = Math.floor((Math.abs(value - before) * 60) / 10) * 10;
  const words = [
    minutes >= 60 ? `${Math.floor(minutes / 60)}時間` : "",
    minutes % 60 > 0 ? `${minutes % 60}分` : "",
  ].join("");
  const change =
    words === "" ? "とほぼ同じだった" : `より1か月当たり約${words}${value > before ? "増えた" : "減った"}`;
  return `${fiscalYearName(packet.fiscalYear)}の月平均は前年度${change}`;
}
