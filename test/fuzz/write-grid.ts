import * as xlsx from "@e965/xlsx";
import iconv from "iconv-lite";
import type {Random} from "../../sample/random.ts";

/** A grid as text, in one of the ways office systems write it. */
export function asText(grid: string[][], random: Random): Buffer {
  const delimiter = random.pick([",", ",", "\t"]);
  const lineEnd = random.pick(["\r\n", "\n"]);
  const isQuoted = random.chance(0.3);
  const quote = (cell: string) =>
    isQuoted || /[",\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = grid.map((row) => row.map(quote).join(delimiter));
  const text = lines.join(lineEnd) + (random.chance(0.8) ? lineEnd : "");
  return random.pick<() => Buffer>([
    () => Buffer.from(text),
    () => Buffer.from(`\ufeff${text}`),
    () => iconv.encode(text, "cp932"),
    () => iconv.encode(text, "cp932"),
    () => iconv.encode(text, "utf16le", {addBOM: true}),
  ])();
}

/** A grid as a workbook; numbers in plain digits are stored as numbers where that loses nothing. */
export function asWorkbook(grid: string[][], random: Random): Buffer {
  const withNumbers = random.chance(0.5);
  const cells = grid.map((row) =>
    row.map((cell) => (withNumbers && String(Number(cell)) === cell && cell !== "NaN" ? Number(cell) : cell)),
  );
  const workbook = xlsx.utils.book_new();
  if (random.chance(0.2))
    xlsx.utils.book_append_sheet(workbook, xlsx.utils.aoa_to_sheet([["記入要領"]]), "説明");
  xlsx.utils.book_append_sheet(workbook, xlsx.utils.aoa_to_sheet(cells), "データ");
  return xlsx.write(workbook, {type: "buffer", bookType: "xlsx", compression: random.chance(0.5)});
}
