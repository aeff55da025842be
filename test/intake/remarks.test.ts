import {writeFileSync} from "node:fs";
import {join} from "node:path";
import * as xlsx from "@e965/xlsx";
import {describe, expect, test} from "vitest";
import {fingerprint} from "../../pipelines/intake/read/decode.ts";
import {remarksInRecords} from "../../pipelines/intake/read/old-excel.ts";
import {readTable} from "../../pipelines/intake/read/read-table.ts";
import {headerTexts} from "../../pipelines/intake/read/remark.ts";
import {headersInRecords} from "../../pipelines/intake/read/xlsx/binary-remarks.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type Part, part, relation, relationsXml, sheetOf, workbookOf, zipOf} from "./workbook-parts.ts";

const ROWS = [
  ["局区名", "区分", "用紙", "年月", "枚数"],
  ["総務企画局", "学校等以外", "A4", "2022-04", "12"],
  ["総務企画局", "学校等以外", "A3", "2022-04", "34"],
];

/** What is asked and told of a workbook. */
function read(bytes: Uint8Array, ending = "xlsx"): {held: string; told: string; notes: string} {
  const folder = temporaryFolder();
  const path = join(folder, `用紙.${ending}`);
  writeFileSync(path, bytes);
  const options = {contracts, scratchFile: join(folder, "scratch"), fileName: "用紙", answers: []};
  const {holds, reading, notes} = readTable(path, fingerprint(path), options);
  return {
    ...{held: holds.map(({text}) => text).join("／"), told: reading.join("／")},
    notes: notes.join("／"),
  };
}

const DRAWING = (text: string) =>
  `<xdr:wsDr><xdr:sp><xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>`;

/** A workbook whose sheet has something behind its cells, and parts of its own. */
function workbookWith(tail: string, parts: Part[] = [], related: string[] = []): Uint8Array {
  const sheet = sheetOf(ROWS).replace("</worksheet>", `${tail}</worksheet>`);
  const links =
    related.length > 0 ? [part("xl/worksheets/_rels/sheet1.xml.rels", relationsXml(...related))] : [];
  return zipOf([...workbookOf(sheet), ...links, ...parts]);
}

describe("texts that stand in no cell", () => {
  test("a header, a footer and what a rule asks for are looked at", () => {
    const header = (code: string) =>
      workbookWith(`<headerFooter><oddHeader>${code}</oddHeader></headerFooter>`);
    expect(read(header("&amp;C&amp;14 用紙使用量&amp;R（千枚）")).held).toContain("ヘッダーの「（千枚）」");
    expect(read(header("&amp;R速報値")).held).toContain("速報値");
    expect(read(header("&amp;Cページ &amp;P")).held).toBe("");
    const rule = '<dataValidations><dataValidation sqref="E2" prompt="単位：千枚"/></dataValidations>';
    expect(read(workbookWith(rule)).held).toContain("入力規則の説明の「単位：千枚」");
  });

  test("a comment and a text box are looked at, and named where they ask nothing", () => {
    const comment = (text: string) =>
      workbookWith(
        "",
        [
          part(
            "xl/comments1.xml",
            `<comments><commentList><comment ref="E2"><text><r><t>山田:\n</t></r><r><t>${text}</t></r></text></comment></commentList></comments>`,
          ),
        ],
        [relation("comments", "../comments1.xml", "rId1")],
      );
    expect(read(comment("推計です")).held).toContain("E2のコメントの「推計です」");
    expect(read(comment("別の棟も含む"))).toMatchObject({
      held: "",
      told: expect.stringContaining("「別の棟も含む」"),
    });
    const shape = (text: string) =>
      workbookWith(
        "",
        [part("xl/drawings/drawing1.xml", DRAWING(text))],
        [relation("drawing", "../drawings/drawing1.xml", "rId1")],
      );
    expect(read(shape("単位：千枚")).held).toContain("図形の「単位：千枚」");
  });

  test("they are looked at in a workbook that only the library can read, too", () => {
    const damaged = (tail: string) =>
      zipOf(workbookOf(sheetOf(ROWS).replace("</worksheet>", `${tail}</worksheet><c`)));
    const header = "<headerFooter><oddHeader>&amp;R（千枚）</oddHeader></headerFooter>";
    expect(read(damaged("")).held).toContain("作りに壊れたところ");
    expect(read(damaged(header)).held).toContain("ヘッダーの「（千枚）」");
  });

  test("a comment of a binary workbook (.xlsb) is looked at", () => {
    const sheet = xlsx.utils.aoa_to_sheet(ROWS);
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, "S");
    expect(read(xlsx.write(book, {type: "buffer", bookType: "xlsb"}), "xlsb").held).toBe("");
    xlsx.utils.cell_add_comment(sheet.E2, "単位：千枚", "山田");
    expect(read(xlsx.write(book, {type: "buffer", bookType: "xlsb"}), "xlsb").held).toContain(
      "E2のコメントの「単位：千枚」",
    );
  });

  test("a unit in a row that is hidden is told to be hidden", () => {
    const sheet = xlsx.utils.aoa_to_sheet([["単位：千枚"], ...ROWS]);
    sheet["!rows"] = [{hidden: true}];
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, "S");
    const {told, notes} = read(xlsx.write(book, {type: "buffer", bookType: "xlsx"}));
    expect(told).toContain("単位 千枚");
    expect(notes).toContain("シート「S」1行目は隠れています（「単位：千枚」）");
  });

  test("a part that cannot be read is none", () => {
    const broken = workbookWith(
      "",
      [part("xl/comments1.xml", "<comments><comment>")],
      [relation("comments", "../comments1.xml", "rId1")],
    );
    expect(read(broken).held).toBe("");
  });

  test.each(["xlsx", "biff8"] as const)(
    "the title of the file and a page of notes are looked at: %s",
    (bookType) => {
      const write = (title: string, note: string) => {
        const book = xlsx.utils.book_new();
        book.Props = {Title: title};
        xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([[note]]), "はじめに");
        xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(ROWS), "S");
        return read(xlsx.write(book, {type: "buffer", bookType}), bookType === "xlsx" ? "xlsx" : "xls").held;
      };
      expect(write("用紙使用量（千枚）", "")).toContain("文書のプロパティの「用紙使用量（千枚）」");
      expect(write("", "数値は千枚単位です")).toContain("シート「はじめに」1行目の「数値は千枚単位です」");
      expect(write("用紙使用量", "担当：総務課")).toBe("");
    },
  );
});

test("the records of an old workbook hold headers, text boxes and rules", () => {
  const record = (id: number, data: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(data.length, 2);
    return Buffer.concat([head, data]);
  };
  const wide = (text: string) => Buffer.concat([Buffer.from([1]), Buffer.from(text, "utf16le")]);
  const counted = (text: string) => Buffer.concat([Buffer.from([text.length, 0]), wide(text)]);
  const object = Buffer.alloc(18);
  object.writeUInt16LE(2, 10);
  const rule = Buffer.concat([
    Buffer.alloc(4),
    counted("枚数"),
    counted("x"),
    counted("千枚単位"),
    counted("x"),
  ]);
  const bytes = Buffer.concat([
    record(0x14, counted("&R（千枚）")),
    record(0x1b6, object),
    record(0x3c, wide("速報")),
    record(0x1be, rule),
  ]);
  expect(remarksInRecords(bytes).map(({text}) => text)).toEqual(["（千枚）", "速報", "枚数", "千枚単位"]);
});

test("the records of a binary sheet hold its headers", () => {
  const wide = (text: string | null) => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(text === null ? 0xffffffff : text.length, 0);
    return Buffer.concat([head, Buffer.from(text ?? "", "utf16le")]);
  };
  const data = Buffer.concat([Buffer.alloc(2), wide("&R（千枚）"), wide("&P"), wide(null), wide("速報")]);
  const bytes = Buffer.concat([Buffer.from([0x81, 0x01, 0]), Buffer.from([0xdf, 0x03, data.length]), data]);
  expect(headersInRecords(bytes)).toEqual([
    {where: "remark", place: "ヘッダー", text: "（千枚）"},
    {where: "remark", place: "フッター", text: "速報"},
  ]);
  expect(headersInRecords(bytes.subarray(0, 12))).toEqual([]);
});

test("codes of a header are no text", () => {
  expect(headerTexts('&L&"ＭＳ 明朝,標準"&14 令和4年度&C&KFF0000用紙&R&D &P/&N')).toEqual([
    "令和4年度",
    "用紙",
  ]);
});
