import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {CFB, utils, write} from "@e965/xlsx";
import {expect, test} from "vitest";
import {fingerprint} from "../../pipelines/intake/read/decode.ts";
import {readTable} from "../../pipelines/intake/read/read-table.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {part, sheetOf, workbookOf, zipOf} from "./workbook-parts.ts";

/** Why the file is refused; no file of these may be read. */
function why(bytes: Buffer): string {
  const path = join(temporaryFolder(), "時間外.xlsx");
  writeFileSync(path, bytes);
  const options = {contracts, scratchFile: `${path}.csv`, fileName: "時間外.xlsx", answers: []};
  try {
    readTable(path, fingerprint(path, bytes.length), options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the file was read");
}

function container(...streams: string[]): Buffer {
  const made = CFB.utils.cfb_new();
  for (const name of streams) CFB.utils.cfb_add(made, `/${name}`, Buffer.from("x"));
  return CFB.write(made, {type: "buffer"});
}

function oldWorkbook(): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([["職員番号"]]), "S");
  return write(book, {type: "buffer", bookType: "biff8"});
}

const WORKBOOK = zipOf(workbookOf(sheetOf([["職員番号"]])));
const latin1 = (text: string) => Buffer.from(text, "latin1");

const KINDS: [kind: string, bytes: Buffer, told: RegExp][] = [
  ["a PDF", latin1("%PDF-1.7\n%\xe2\xe3"), /中身はPDF.*元になったExcelかCSV/],
  ["a PNG", Buffer.from("89504e470d0a1a0a0000", "hex"), /中身は画像/],
  ["a JPEG", Buffer.from("ffd8ffe000104a46", "hex"), /中身は画像/],
  ["a TIFF", Buffer.from("49492a0008000000", "hex"), /中身は画像/],
  ["gzip", Buffer.from("1f8b0800", "hex"), /圧縮ファイル.*取り出して/],
  ["7z", Buffer.from("377abcaf271c", "hex"), /圧縮ファイル/],
  ["LZH", latin1("\x19\x2a-lh5-abc"), /圧縮ファイル/],
  ["rich text", latin1("{\\rtf1\\ansi"), /文書（リッチテキスト）/],
  ["HTML", Buffer.from('\ufeff\r\n<HTML xmlns:o="x"><table>'), /HTML.*「.xlsx」で保存し直した/],
  ["HTML behind a declaration", latin1('<?xml version="1.0"?><!DOCTYPE html><html>'), /HTML/],
  ["a table without a page", latin1("<table border=1><tr><td>1</td>"), /HTML/],
  ["a page in one file", latin1("MIME-Version: 1.0\r\nContent-Type: multipart/related"), /単一ファイル/],
  [
    "XML of Excel 2003",
    latin1('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook>'),
    /Excel 2003のXML/,
  ],
  ["ISO-2022-JP", latin1("\x1b$B?&0wHV9f\x1b(B,a\n1,2\n"), /ISO-2022-JP.*UTF-8/],
  [
    "a zip of files",
    zipOf([part("a/時間外.csv", "x"), part("b.xlsx", "y")]),
    /zip.*「a\/時間外.csv」、「b.xlsx」/,
  ],
  [
    "a sheet of LibreOffice",
    zipOf([part("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
    /ods/,
  ],
  ["a document of Word", zipOf([part("[Content_Types].xml", "x"), part("word/document.xml", "y")]), /Word/],
  ["an old document of Word", container("WordDocument"), /Word/],
  ["a workbook with a password", container("EncryptionInfo", "EncryptedPackage"), /パスワードが付いています/],
  ["another container", container("Contents"), /ほかのプログラム/],
  [
    "a workbook that was cut off",
    WORKBOOK.subarray(0, WORKBOOK.length - 30),
    /途中で切れているか、壊れています/,
  ],
  ["an old workbook that was cut off", oldWorkbook().subarray(0, 1024), /途中で切れているか、壊れています/],
];

test.each(KINDS)("%s is told as what it is, with what to do", (_, bytes, told) => {
  expect(why(bytes)).toMatch(told);
});

const PEOPLE = "000001,2022-04,平日時間外,通常,1:00\n000002,2022-04,平日時間外,通常,2:00\n";

const HEADINGS: [kind: string, text: string, told: RegExp][] = [
  ["semicolons", `職員番号;年月;勤務区分;事由;時間数\n${PEOPLE.replaceAll(",", ";")}`, /区切りが「;」/],
  ["bars", `職員番号|年月|勤務区分|事由|時間数\n${PEOPLE.replaceAll(",", "|")}`, /区切りが「\|」/],
  ["no heading row", PEOPLE, /見出しの行がありません.*「時間外勤務実績」なら/],
  ["no heading row with tabs", PEOPLE.replaceAll(",", "\t"), /見出しの行がありません/],
  [
    "quotes around everything",
    `"職員番号","年月","勤務区分","理由","時間数"\n"000001","2022-04","平日時間外","通常","1:00"\n`,
    /列「事由」がありません.*読まない見出し（「理由」）/,
  ],
  [
    "nearly right headings",
    `職員コード,勤務年月,区分,事由（通常など）,時間数(分)\n${PEOPLE}`,
    /「時間外勤務実績」のようですが/,
  ],
  [
    "a heading like none",
    `職員番号,年月,勤務区分,備考,時間数\n${PEOPLE}`,
    /列「事由」がありません（1行目の見出し）。見出しを直すか/,
  ],
  [
    "no months",
    "用紙使用量\n局区名,区分,用紙,枚\n総務企画局,学校等以外,A4,1\n",
    /月の見出し.*がありません（2行目/,
  ],
  ["another table", "予算,決算\n1,2\n", /どの種類のファイルか分かりません/],
];

test.each(HEADINGS)("of a text with %s the best reason is told", (_, text, told) => {
  const said = why(Buffer.from(text));
  expect(said).toMatch(told);
  expect(said).not.toMatch(/引用符|00000[12]/);
});

test("EUC-JP is told by the headings that it makes", () => {
  const headings = "bfa6b0f7c8d6b9e62cc7afb7ee2cb6d0ccb3b6e8caac2cbbf6cdb32cbbfeb4d6bff4"; // 職員番号,年月,勤務区分,事由,時間数
  const said = why(Buffer.from(`${headings}0a3030303030312c323032322d30342c782c782c313a30300a`, "hex"));
  expect(said).toMatch(/EUC-JP.*UTF-8/);
});

test("broken quotes are told where the headings are right", () => {
  const months = "局区名,区分,用紙,R4.4\n";
  expect(why(Buffer.from(`${months}"総務企画局,学校等以外,A4,1\n`))).toMatch(
    /引用符（"）が正しく閉じていません/,
  );
});

test.each([",", "\t"])(
  "a quote that is never closed among the headings is the reason, by %j",
  async (sign) => {
    const rows = ['職員番号,年月,勤務区分,"事由,時間数', "000017,2024-10,平日時間外,通常,1:00"];
    const said = why(Buffer.from(`${rows.join("\n").replaceAll(",", sign)}\n`));
    expect(said).toContain('見出しのあたり（1行目）の引用符（"）が正しく閉じていません');
  },
);
