import {fiscalYearName} from "../../schemas/fiscal-time.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {provisionalNote} from "../scorecard/board-notes.ts";
import {baseYears} from "../values/base-text.ts";
import {
  type DocumentTable,
  heading,
  label,
  numberCell,
  type TableRow,
  textCell,
} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import {targetCell} from "../values/target-text.ts";
import {cityValue, figureCell} from "./kpi-series.ts";
import {onlyRow, type Packet} from "./read-packet.ts";
import {circled} from "./register.ts";
import {emptyBlock, type Slide, tableBlock} from "./slide.ts";

function registerOf({rows, fiscalYear}: Packet) {
  return rows["marts.dim_initiatives"].filter(({fiscal_year}) => fiscal_year === fiscalYear);
}

/** What was done and comes next by section, the directions side by side. */
export function measureSlide(packet: Packet, chapter: string): Slide {
  const directions = [...new Set(registerOf(packet).map(({direction_no}) => direction_no))];
  const tables = directions.map((no) => [tableBlock(directionTable(packet, no), {isSmall: true})]);
  const nothing = emptyBlock(`${fiscalYearName(packet.fiscalYear)}の取組は登録されていません。`);
  return {
    chapter,
    title: "主な取組状況と今後の主な取組内容",
    lead: "",
    columns: tables.length > 0 ? tables : [[nothing]],
  };
}

function directionTable(packet: Packet, no: number): DocumentTable {
  const sections = registerOf(packet).filter((row) => row.direction_no === no);
  const names = new Map(sections.map(({section_no, section_name}) => [section_no, section_name]));
  const name = sections[0]?.direction_name ?? "";
  const {fiscalYear} = packet;
  return {
    id: `measures-${no}`,
    caption: `取組の方向性（${no}）${name}`,
    head: [
      [
        heading("取組"),
        heading(`${fiscalYearName(fiscalYear)}　主な取組状況`),
        heading(`${fiscalYearName(fiscalYear + 1)}以降　主な取組内容`),
      ],
    ],
    rows: [...names].map(([section, sectionName]) => ({
      kind: "row",
      cells: [
        label(`${circled(section)}${sectionName}`),
        textCell(sectionLines(packet, `section-${no}-${section}`, "done")),
        textCell(sectionLines(packet, `section-${no}-${section}`, "next")),
      ],
    })),
    notes: [],
  };
}

function sectionLines({rows, fiscalYear}: Packet, place: string, kind: "done" | "next"): string {
  const found = rows["marts.dim_packet_texts"].filter(
    (row) => row.fiscal_year === fiscalYear && row.place === place && row.kind === kind,
  );
  return found
    .flatMap(({lines}) => lines.split("\n"))
    .map((line) => `・${line}`)
    .join("\n");
}

/** Where the programme's indicators stand. */
export function indicatorSlide(packet: Packet, {chapter, notes}: {chapter: string; notes: string[]}): Slide {
  return {
    chapter,
    title: `${onlyRow(packet, "marts.dim_programmes").name}の指標`,
    lead: "",
    columns: [[tableBlock(indicatorTable(packet, notes), {isSmall: true})]],
  };
}

function indicatorTable(packet: Packet, notes: string[]): DocumentTable {
  const {rows, fiscalYear} = packet;
  const sorted = [...rows["marts.dim_kpis"]].sort((one, other) => one.display_order - other.display_order);
  const tasks = [...new Set(sorted.map(({task_group}) => task_group))];
  return {
    id: "programme-indicators",
    caption: "指標の現状値、実績と目標",
    head: [
      [
        heading("課題・種別"),
        heading("指標"),
        heading("現状値", {isNumber: true}),
        heading("年度"),
        heading(formatYear(fiscalYear - 1), {isNumber: true}),
        heading(formatYear(fiscalYear), {isNumber: true}),
        heading("目標値", {isNumber: true}),
        heading("単位"),
      ],
    ],
    rows: tasks.flatMap((group): TableRow[] => [
      {kind: "band", cells: [label(group)]},
      ...sorted
        .filter(({task_group}) => task_group === group)
        .map(
          (kpi): TableRow => ({
            kind: "row",
            cells: [
              label(`${kpi.task_no} ${kpi.indicator_label}`),
              textCell(kpi.short_name),
              numberCell(kpi.base_value, {
                decimals: kpi.decimals,
                figureCode: seriesCode("levels", [kpi.kpi_id, "base"]),
              }),
              textCell(baseYears(kpi)),
              figureCell(cityValue(packet, kpi, fiscalYear - 1), kpi),
              figureCell(cityValue(packet, kpi, fiscalYear), kpi),
              numberCell(kpi.target_value, {
                decimals: kpi.target_decimals,
                text: targetCell(kpi, kpi),
                // Words do not say the number.
                ...(kpi.target_words === null && {figureCode: seriesCode("levels", [kpi.kpi_id, "target"])}),
              }),
              textCell(kpi.unit),
            ],
          }),
        ),
    ]),
    notes: [
      `※現状値と目標値は、計画に書かれた値。${formatYear(fiscalYear - 1)}・${formatYear(fiscalYear)}は公開版の計算による値。目標年度は${formatYear(sorted[0]?.target_fiscal_year ?? null)}。「－」は値のないもの。`,
      ...provisionalNotes(packet),
      ...notes,
    ],
  };
}

/** What the provisional values of the year wait for, in one line. */
function provisionalNotes({scorecard}: Packet): string[] {
  const note = provisionalNote(scorecard?.indicators ?? []);
  return note === "" ? [] : [`※${note}。`];
}
