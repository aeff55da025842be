import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, emptyBlock, type TextBlock, tableBlock} from "./slide.ts";

/** The words of a chapter, its published counts and the next year's measures, as they stand in the catalog. */
function wordsOf(packet: Packet, place: string): Block[] {
  const texts = packet.rows["marts.dim_packet_texts"].filter(
    (row) => row.fiscal_year === packet.fiscalYear && row.place === place,
  );
  return texts.map(({kind, heading: title, lines}): TextBlock => {
    if (kind === "next")
      return {
        kind: "next",
        heading: `${fiscalYearName(packet.fiscalYear + 1)}の主な取組内容`,
        lines: lines.split("\n"),
      };
    return {kind: "text", heading: title, lines: lines.split("\n")};
  });
}

/** The same without the box of next year's measures, and that box alone. */
export function splitWords(packet: Packet, place: string): {texts: Block[]; next: Block[]} {
  const blocks = wordsOf(packet, place);
  return {
    texts: blocks.filter(({kind}) => kind !== "next"),
    next: blocks.filter(({kind}) => kind === "next"),
  };
}

/** Blocks of words in two columns of about the same length; in one while there is only one block. */
export function inColumns(blocks: Block[]): Block[][] {
  const lengths = blocks.map((block) =>
    block.kind === "table" || block.kind === "chart"
      ? 0
      : block.lines.join("").length + block.lines.length * 12,
  );
  const half = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let filled = 0;
  const left = blocks.filter((_, index) => {
    const goesLeft = index === 0 || filled + (lengths[index] ?? 0) / 2 <= half;
    filled += lengths[index] ?? 0;
    return goesLeft;
  });
  const right = blocks.filter((block) => !left.includes(block));
  return [left, right].filter((column) => column.length > 0);
}

/** For a page that would otherwise be bare. */
export function orNothingTold(blocks: Block[], {fiscalYear}: Packet): Block[] {
  if (blocks.length > 0) return blocks;
  return [emptyBlock(`${fiscalYearName(fiscalYear)}の取組の記述は登録されていません。`)];
}

/** Published counts that no file of this house gives, each with where it was published. Empty without any. */
export function referenceBlocks(packet: Packet, place: string, caption: string): Block[] {
  const rows = packet.rows["marts.fct_packet_references"].filter(
    (row) => row.fiscal_year === packet.fiscalYear && row.place === place,
  );
  if (rows.length === 0) return [];
  const documents = [...new Set(rows.map(({document}) => document.replace(/資料\d.*$/, "").trim()))];
  const table: DocumentTable = {
    id: `published-${place}`,
    caption: `${caption}（公表値）`,
    head: [[heading("項目"), heading("年度"), heading("値", {isNumber: true}), heading("補足")]],
    rows: rows.map((row) => ({
      kind: "row",
      cells: [
        label(row.series_name),
        textCell(`${formatYear(row.published_fiscal_year)}${row.published_status === "計画" ? "予定" : ""}`),
        numberCell(row.value, {
          decimals: row.decimals,
          unit: row.unit,
          figureCode: seriesCode("published", [
            fiscalYearCode(row.fiscal_year),
            row.series,
            fiscalYearCode(row.published_fiscal_year),
          ]),
        }),
        textCell(row.note),
      ],
    })),
    notes: [`※公開版の計算によらない公表値。出典：${documents.join("、")}${partsOf(rows)}`],
  };
  return [tableBlock(table)];
}

function partsOf(rows: {document: string}[]): string {
  const parts = rows.map(({document}) => /資料\d/.exec(document)?.[0] ?? "");
  return [...new Set(parts)].sort().join("・");
}
