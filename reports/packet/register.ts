import {fiscalYearName} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {type DocumentTable, heading, label, type TableRow, textCell} from "../values/document-table.ts";
import type {Packet} from "./read-packet.ts";

type Initiative = MartRow<"marts.dim_initiatives">;

/** 1 → "①". */
export function circled(number: number): string {
  return String.fromCodePoint(0x2460 + number - 1);
}

/** One direction of the register (資料2): bands for its sections, a row a measure, parts below theirs. */
export interface RegisterPart {
  no: number;
  title: string;
  sections: {title: string; table: DocumentTable}[];
}

/** Empty for a year whose register is not in the catalog. */
export function registerParts(packet: Packet): RegisterPart[] {
  const all = packet.rows["marts.dim_initiatives"].filter(
    ({fiscal_year}) => fiscal_year === packet.fiscalYear,
  );
  const directions = Map.groupBy(all, ({direction_no}) => direction_no);
  return [...directions].map(([no, ofDirection]) => ({
    no,
    title: `（${no}）${ofDirection[0]?.direction_name ?? ""}`,
    sections: [...Map.groupBy(ofDirection, ({section_no}) => section_no)].map(([section, rows]) => {
      const title = `${circled(section)}${rows[0]?.section_name ?? ""}`;
      return {title, table: sectionTable(packet, {no, section, title, rows, all})};
    }),
  }));
}

interface Section {
  no: number;
  section: number;
  title: string;
  rows: Initiative[];
  all: Initiative[];
}

function sectionTable({fiscalYear}: Packet, {no, section, title, rows, all}: Section): DocumentTable {
  const year = fiscalYearName(fiscalYear);
  return {
    id: `register-${no}-${section}`,
    caption: `（${no}）－${title}`,
    head: [
      [heading(`${year}取組項目`), heading(`${year}の取組内容`), heading(`${year}取組実績・今後の方向性等`)],
    ],
    rows: rows.flatMap((row) => rowsOf(row, all)),
    notes: [],
  };
}

/** A repetition is shown with the words of its source; a measure that only holds parts has dashes. */
function rowsOf(row: Initiative, all: Initiative[]): TableRow[] {
  if (row.part_no > 0) return [tableRow(`（${row.title}）`, row)];
  const {repeats_id: sourceId} = row;
  if (sourceId === null) return [tableRow(`${row.measure_no}　${row.title}`, row)];
  const [direction, section, measure] = sourceId.split("-").map(Number);
  const place = `（${direction}）－${circled(section ?? 0)} 取組${measure}の再掲`;
  const source = all.filter(({initiative_id}) => initiative_id === sourceId);
  return source.map((one) =>
    one.part_no > 0
      ? tableRow(`（${one.title}）`, one)
      : tableRow(`${row.measure_no}　${row.title}\n（${place}）`, one),
  );
}

function tableRow(title: string, {plan, result}: Initiative): TableRow {
  return {kind: "row", cells: [label(title), textCell(lines(plan)), textCell(lines(result))]};
}

function lines(text: string | null): string {
  if (text === null) return "—";
  return text
    .split("\n")
    .map((line) => `・${line}`)
    .join("\n");
}
