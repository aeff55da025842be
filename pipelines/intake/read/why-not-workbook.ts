import {someOf} from "../../../schemas/some-of.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import type {Zip} from "./xlsx/zip.ts";

const AGAIN = "Excelで開いて「.xlsx」で保存し直すか、送り直してもらってください。";
const CANNOT = "Excelファイルとして開けません";

/** Why no workbook could be opened, and what to do, by what went wrong. */
export function whyNotWorkbook(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : "";
  if (/password|encrypt/i.test(message)) return LOCKED;
  if (/locked/.test(message))
    return `${CANNOT}（壊れているか、中の一部にパスワードが付いています）。${AGAIN}`;
  return `${CANNOT}（途中で切れているか、壊れています）。${AGAIN}`;
}

const LOCKED = `${CANNOT}（パスワードが付いています）。Excelで開いてパスワードを外し、「.xlsx」で保存し直したものを送ってもらってください。`;

const SHOWN = 3;

/** What a zip file is that holds no workbook; undefined where it does. */
export function otherZip({names, read}: Zip): string | undefined {
  const type = read("mimetype")?.toString("latin1", 0, 100) ?? "";
  if (type.includes("opendocument"))
    return `LibreOfficeなどの形式（.odsや.odt）で、${CANNOT}。LibreOfficeで開いて「.xlsx」で保存し直したものを送ってもらってください。`;
  if (names.some((name) => /^xl\/|^_rels\/|\[content_types\]/.test(name)) && !isOtherOffice(names))
    return undefined;
  if (isOtherOffice(names))
    return `WordかPowerPointの文書で、${CANNOT}。表をExcelかCSVにしたものを送ってもらってください。`;
  const files = names.filter((name) => !name.endsWith("/"));
  const inside = files.slice(0, SHOWN).map((name) => `「${visibleLine(name)}」`);
  const listed = files.some((name) => name.includes("\ufffd"))
    ? `${files.length}ファイル`
    : someOf(inside, files.length, "ファイル");
  return `zip（まとめて縮めたファイル）で、${CANNOT}。中のファイル（${listed}）を取り出して、一つずつ送ってもらってください。`;
}

function isOtherOffice(names: string[]): boolean {
  return names.some((name) => /^(word|ppt)\//.test(name)) && !names.some((name) => name.startsWith("xl/"));
}

/** What a file of before 2007 (or a locked one) is whose container holds no workbook; undefined where it does. */
export function otherContainer(streams: string[]): string | undefined {
  const has = (name: string) => streams.some((path) => path.endsWith(`/${name}`));
  if (has("EncryptedPackage") || has("EncryptionInfo")) return LOCKED;
  if (has("Workbook") || has("Book")) return undefined;
  if (has("WordDocument") || has("PowerPoint Document"))
    return `WordかPowerPointの文書で、${CANNOT}。表をExcelかCSVにしたものを送ってもらってください。`;
  return `${CANNOT}（ほかのプログラムのファイルです）。表をExcelかCSVにしたものを送ってもらってください。`;
}
