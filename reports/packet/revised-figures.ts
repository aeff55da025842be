import {figureCode} from "../../schemas/figure-code.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {someOf} from "../../schemas/some-of.ts";
import {type DocumentTable, heading, label, type TableRow, textCell} from "../values/document-table.ts";
import {fittingRows} from "../values/fitting-rows.ts";
import {formatShortDate, formatValue} from "../values/format.ts";
import {saidCells} from "../values/said-cells.ts";
import type {Packet} from "./read-packet.ts";
import {type Slide, tableBlock} from "./slide.ts";

const ROOM = {lines: 33, signs: 60, least: 3};
const NAMED = 3;

/** A number of this packet that readers of the last one know otherwise. */
interface Revised
  extends Pick<
    MartRow<"marts.fct_series_revisions">,
    | "figure_code"
    | "decimals"
    | "previous_value"
    | "previous_word"
    | "value"
    | "word"
    | "cause"
    | "previous_release_id"
    | "previous_released_on"
  > {
  name: string;
}

/** The page of what the last packet said otherwise, as far as this one prints it; none where nothing is revised. */
export function revisedSlides(packet: Packet, printedCodes: Set<string>): Slide[] {
  const revised = [...indicatorsIn(packet), ...seriesIn(packet)].filter((row) =>
    printedCodes.has(row.figure_code),
  );
  if (revised.length === 0) return [];
  return [
    {
      chapter: "改定した数値",
      title: "先に公表した値から改定した数値",
      lead: "",
      columns: [[tableBlock(revisedTable(revised), {isSmall: true})]],
    },
  ];
}

function revisedTable(revised: Revised[]): DocumentTable {
  const fitting = fittingRows(revised, ROOM);
  const left = revised.length - fitting.length;
  const releases = new Set(
    revised.map((row) => `${row.previous_release_id}（${formatShortDate(row.previous_released_on)}公開）`),
  );
  return {
    id: "revised-figures",
    caption: "改定した数値",
    head: [
      [
        ...["数値", "記号"].map((text) => heading(text)),
        ...["改定前", "改定後", "差"].map((text) => heading(text, {isNumber: true})),
        heading("原因"),
      ],
    ],
    rows: fitting.map(rowOf),
    notes: [
      `※公開版 ${someOf([...releases].slice(0, NAMED), releases.size)}から変わった、この資料の数値。`,
      ...(left > 0 ? [`※ほかに${formatValue(left, 0)}件。`] : []),
    ],
  };
}

function rowOf(row: Revised): TableRow {
  return {
    kind: "row",
    cells: [label(row.name), textCell(row.figure_code), ...saidCells(row, row.decimals), textCell(row.cause)],
  };
}

function indicatorsIn({rows}: Packet): Revised[] {
  const kpis = new Map(rows["marts.dim_kpis"].map((kpi) => [kpi.kpi_id, kpi]));
  return rows["marts.fct_packet_revisions"].flatMap((row) => {
    const kpi = kpis.get(row.kpi_id);
    if (!kpi) return [];
    const own = {figure_code: figureCode(row, kpi.scope_id), name: kpi.short_name, decimals: kpi.decimals};
    return [{...row, ...own, previous_word: null, word: null}];
  });
}

function seriesIn({rows}: Packet): Revised[] {
  return rows["marts.fct_series_revisions"]
    .filter(({document_kind}) => document_kind === "packet")
    .map((row) => ({...row, name: row.series_title}));
}
