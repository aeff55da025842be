import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {encodeCp932} from "../../pipelines/engine/encode-cp932.ts";
import {type DocumentTable, heading, textCell} from "../values/document-table.ts";
import {tableCsv} from "./table-csv.ts";

export interface CsvPlace {
  /** An empty one that is there. */
  folder: string;
  encoding: "utf8" | "cp932";
  /** Release and mark of sample data. */
  origin: string;
}

/**
 * Writes every table as <id>.csv, one that a document shows again as <id>-2.csv, and tables.csv, which says what stands where
 * and which release it is from. Returns how many files that are, and the characters that CP932 does not have and that became 〓.
 */
export function writeCsvFiles(
  tables: DocumentTable[],
  {folder, encoding, origin}: CsvPlace,
): {fileCount: number; lost: string[]} {
  const lost = new Set<string>();
  const write = (name: string, text: string) => {
    const {bytes, unwritable} = encoded(text, encoding);
    writeFileSync(join(folder, name), bytes);
    for (const {char} of unwritable) lost.add(char);
  };
  const names = tables.map(({id}, index) => {
    const before = tables.slice(0, index).filter((table) => id === table.id).length;
    return `${id}${before === 0 ? "" : `-${before + 1}`}.csv`;
  });
  for (const [index, table] of tables.entries()) write(names[index] ?? "", tableCsv(table));
  write(CONTENTS_FILE, tableCsv(contents(tables, names, origin)));
  return {fileCount: tables.length + 1, lost: [...lost]};
}

const CONTENTS_FILE = "tables.csv";
const APOSTROPHES =
  "「=」「+」「-」「@」などで始まる文字には、表計算ソフトが式と取らないように、前に「'」を付けてあります（数には付けません）。";

function contents(tables: DocumentTable[], names: string[], origin: string): DocumentTable {
  return {
    id: "tables",
    caption: "表の一覧",
    head: [["ファイル", "表", "注", "もと"].map((text) => heading(text))],
    rows: [
      ...tables.map(({caption, notes}, index) => [names[index] ?? "", caption, notes.join("　"), origin]),
      ["（すべて）", "", APOSTROPHES, origin],
    ].map((cells) => ({kind: "row", cells: cells.map(textCell)})),
    notes: [],
  };
}

function encoded(text: string, encoding: CsvPlace["encoding"]) {
  if (encoding === "utf8") return {bytes: Buffer.from(`\uFEFF${text}`), unwritable: []};
  return encodeCp932(text.replaceAll("–", "～")); // CP932 has no dash of spans (R1–R2)
}
