import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {encodeCp932} from "../../pipelines/warehouse/encode-cp932.ts";
import type {DocumentTable} from "../document-table.ts";
import {tableCsv} from "./table-csv.ts";

export interface CsvPlace {
  folder: string;
  encoding: "utf8" | "cp932";
}

/** Writes every table as <id>.csv; one that a document shows again as <id>-2.csv. Returns the files, and the characters that CP932 does not have and that became 〓. */
export function writeCsvFiles(
  tables: DocumentTable[],
  {folder, encoding}: CsvPlace,
): {files: string[]; lost: string[]} {
  mkdirSync(folder, {recursive: true});
  const lost = new Set<string>();
  const files = tables.map((table, index) => {
    const before = tables.slice(0, index).filter(({id}) => id === table.id).length;
    const file = join(folder, `${table.id}${before === 0 ? "" : `-${before + 1}`}.csv`);
    const text = tableCsv(table);
    if (encoding === "utf8") writeFileSync(file, `\uFEFF${text}`);
    else {
      const encoded = encodeCp932(text.replaceAll("–", "～")); // CP932 has no dash of spans (R1–R2)
      writeFileSync(file, encoded.bytes);
      for (const {char} of encoded.unwritable) lost.add(char);
    }
    return file;
  });
  return {files, lost: [...lost]};
}
