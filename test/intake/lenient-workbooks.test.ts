import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {read, write} from "@e965/xlsx";
import {describe, expect, test} from "vitest";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {readByLibrary} from "../../pipelines/intake/read/read-by-library.ts";
import {gridsOf, readWorkbook} from "../../pipelines/intake/read/read-workbook.ts";
import {cleanWorkbook} from "../../pipelines/intake/read/xlsx/clean-workbook.ts";
import {looseRemarks} from "../../pipelines/intake/read/xlsx/remarks.ts";
import {openZip} from "../../pipelines/intake/read/xlsx/zip.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {
  type Part,
  part,
  RELATIONS,
  relation,
  relationsXml,
  sheetOf,
  workbookOf,
  zipOf,
} from "./workbook-parts.ts";

const HEADINGS = ["職員番号", "年月", "勤務区分", "事由", "時間数"];
const ROWS = [HEADINGS, ["012345", "R4.4", "平日時間外", "通常", "1:00"]];
const SHEET = sheetOf(ROWS);
const PARTS = workbookOf(SHEET);

/** The parts with every text changed. */
function rewritten(
  change: (text: string, name: string) => string,
  encode = (text: string) => Buffer.from(text),
) {
  return PARTS.map(({name, content}) => ({name, content: encode(change(content.toString(), name))}));
}

function renamed(rename: (name: string) => string): Part[] {
  return PARTS.map((each) => ({...each, name: rename(each.name)}));
}

function withPart(name: string, text: string): Part[] {
  return [...PARTS.filter((each) => each.name !== name), part(name, text)];
}

const utf16 = (text: string) => Buffer.from(text, "utf16le");
const DECLARED_WIDE = '<?xml version="1.0" encoding="UTF-16"?>';

const SHARED = `<sst>${ROWS.flat()
  .map(
    (text) =>
      `<si><r><t xml:space="preserve">${text.slice(0, 1)}</t></r><r><t>${text.slice(1)}</t></r><rPh sb="0" eb="1"><t>ヨミ</t></rPh></si>`,
  )
  .join("")}</sst>`;
const REFERRING = `<worksheet><sheetData>${ROWS.map(
  (row, index) =>
    `<row>${row.map((_, column) => `<c t="s"><v>${index * row.length + column}</v></c>`).join("")}</row>`,
).join("")}</sheetData></worksheet>`;
const STRICT = "http://purl.oclc.org/ooxml";
const DATED = SHEET.replace(
  '<c t="inlineStr"><is><t>R4.4</t></is></c>',
  '<c s="1" t="d"><v>2022-04-01T00:00:00</v></c>',
).replace('<c t="inlineStr"><is><t>1:00</t></is></c>', '<c s="2" t="d"><v>T01:00:00</v></c>');
const STYLES = `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs><numFmts><numFmt numFmtId="170" formatCode="yyyy/m"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts></styleSheet>`;

/** What the format allows, and writers do. */
const ALLOWED: Record<string, Part[]> = {
  "part names in another case": renamed((name) =>
    name.replace("[Content_Types]", "[content_types]").replace("xl/w", "XL/W").replace("_rels", "_RELS"),
  ),
  "backslashes in part names": renamed((name) => name.replaceAll("/", "\\")),
  "a slash before part names": renamed((name) => `/${name}`),
  "blanks and line breaks around the signs of attributes": rewritten((text) =>
    text
      .replace(/([\w:]+)="/g, '\n  $1 = \t"')
      .replaceAll("<row>", '<row\n  spans = "1:5" >')
      .replaceAll("</row>", "</row >"),
  ),
  "single quotes": rewritten((text) => text.replaceAll('"', "'")),
  "attributes without quotes": rewritten((text) => text.replaceAll("<row>", "<row spans=1:5 ht=15>")),
  "UTF-16 with its mark": rewritten((text) => `\ufeff${DECLARED_WIDE}${text}`, utf16),
  "UTF-16 of the other byte order": rewritten(
    (text) => `\ufeff${text}`,
    (text) => utf16(text).swap16(),
  ),
  "UTF-16 that is only declared": rewritten((text) => DECLARED_WIDE + text, utf16),
  "UTF-8 that says UTF-16": rewritten((text) => DECLARED_WIDE + text),
  "UTF-8 with its mark": rewritten((text) => `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n${text}`),
  "Japanese in Shift_JIS": [
    ...PARTS.slice(0, -1),
    {
      name: "xl/worksheets/sheet1.xml",
      content: Buffer.concat(
        SHEET.split(/([^\x20-\x7e]+)/).map((text, index) =>
          index % 2 === 0
            ? Buffer.from(text.replace("<worksheet", '<?xml version="1.0" encoding="Shift_JIS"?><worksheet'))
            : sjis(text),
        ),
      ),
    },
  ],
  "targets from the top": rewritten((text) =>
    text.replace('Target="xl/', 'Target="/xl/').replace('Target="worksheets', 'Target="/xl/worksheets'),
  ),
  "targets from the top without a slash": rewritten((text) =>
    text.replace('Target="worksheets', 'Target="xl/worksheets'),
  ),
  "targets with dots, backslashes and another case": rewritten((text) =>
    text.replace('Target="worksheets/sheet1', 'Target=".\\..\\XL\\Worksheets\\Sheet1'),
  ),
  "no list of relations": PARTS.filter(({name}) => !name.includes("_rels")),
  "no content types": PARTS.filter(({name}) => !name.includes("Content_Types")),
  "formats and texts that are named but not there": withPart(
    "xl/_rels/workbook.xml.rels",
    relationsXml(
      relation("worksheet", "worksheets/sheet1.xml"),
      relation("styles", "styles.xml", "rId2"),
      relation("sharedStrings", "sharedStrings.xml", "rId3"),
    ),
  ),
  "namespaces of strict OOXML and prefixes": rewritten((text) =>
    text
      .replaceAll(RELATIONS, `${STRICT}/officeDocument/relationships`)
      .replaceAll("http://schemas.openxmlformats.org/spreadsheetml/2006/main", `${STRICT}/spreadsheetml/main`)
      .replaceAll(/<(\/?)(workbook|sheets|sheet|worksheet|sheetData|row|c|is|t)(?=[\s>/])/g, "<$1x-1:$2")
      .replaceAll("r:id", "rel.2:id")
      .replaceAll("xmlns:r=", "xmlns:rel.2="),
  ),
  "comments, CDATA and instructions between and in the texts": rewritten((text, name) =>
    name.endsWith("sheet1.xml")
      ? `<?xml-stylesheet href="a"?><!-- <row> -->${text
          .replaceAll(/<t>([^<]*)<\/t>/g, "<t><!-- <t>x</t> --><![CDATA[$1]]><?a b?></t>")
          .replaceAll("<row>", "<!-- \" ' --><row>")}`
      : text,
  ),
  "packed as it comes, with sizes behind": PARTS.map((each) => ({...each, hasDescriptor: true})),
  "sizes of zip64": PARTS.map((each) => ({...each, isZip64: true})),
  "not packed": PARTS.map((each) => ({...each, isStored: true})),
  "shared texts without a count, in pieces and with readings": [
    ...withPart("xl/worksheets/sheet1.xml", REFERRING),
    part("xl/SharedStrings.xml", SHARED),
  ],
  "rows and cells named in small letters": rewritten((text) => {
    let [row, column] = [0, 0];
    return text.replace(/<(row|c)(?=[ >])/g, (_, tag) => {
      if (tag === "c") return `<c r="${"abcde"[column++]}${row}"`;
      [row, column] = [row + 1, 0];
      return `<row r="${row}"`;
    });
  }),
  "days and times as ISO text, formats behind the cells that use them": [
    ...withPart("xl/worksheets/sheet1.xml", DATED),
    part("xl/styles.xml", STYLES),
  ],
};

function sjis(text: string): Buffer {
  const bytes: number[] = [];
  const decoder = new TextDecoder("shift_jis");
  for (const sign of text) {
    for (let code = 0x8140; code < 0xeaa5; code += 1)
      if (decoder.decode(Uint8Array.of(code >> 8, code & 0xff)) === sign) {
        bytes.push(code >> 8, code & 0xff);
        break;
      }
  }
  return Buffer.from(bytes);
}

/** Loads a file and tells what became of it, and the stored rows. */
async function load(bytes: Buffer, name = "時間外.xlsx") {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const ledger = await openLedger(home);
  try {
    const outcome = await ingestFile(ledger, path, {home, now: new Date("2024-10-08")});
    const rows = await ledger.rows(
      "select month::varchar as month, hour_kind, worked_minutes from raw.overtime",
    );
    const why = outcome.kind === "refused" ? outcome.why : "";
    const holds = outcome.kind === "held" ? outcome.holds.map(({kind}) => kind) : [];
    return {kind: outcome.kind, why, holds, rows};
  } finally {
    ledger.close();
  }
}

const STORED = [{month: "2022-04-01", hour_kind: "weekday", worked_minutes: 60}];

test.each(Object.entries({"nothing unusual": PARTS, ...ALLOWED}))(
  "a workbook is read with %s",
  async (_, parts) => {
    expect(await load(zipOf(parts))).toEqual({kind: "accepted", why: "", holds: [], rows: STORED});
  },
);

describe("a damaged workbook is tried by the library before it is refused", () => {
  test.each([
    ["a tag that is never closed", withPart("xl/worksheets/sheet1.xml", SHEET.replace("</worksheet>", ""))],
    [
      "a merged range without rows",
      withPart(
        "xl/worksheets/sheet1.xml",
        SHEET.replace("</worksheet>", '<mergeCells><mergeCell ref="G:H"/></mergeCells></worksheet>'),
      ),
    ],
  ])("%s: read, and held until somebody has compared it", async (_, parts) => {
    const {kind, holds, rows} = await load(zipOf(parts));
    expect([kind, holds, rows]).toEqual(["held", ["damaged_workbook"], STORED]);
  });

  test.each([
    ["a wrong checksum", PARTS.map((each) => ({...each, checksum: 1}))],
    [
      "rows that were cut off",
      withPart("xl/worksheets/sheet1.xml", SHEET.slice(0, SHEET.indexOf("<c t=", SHEET.indexOf("012345")))),
    ],
    ["a row that ends within a cell", withPart("xl/worksheets/sheet1.xml", SHEET.replace(/<t>1:00.*/, ""))],
    ["a missing sheet", PARTS.filter(({name}) => !name.includes("sheet1"))],
    [
      "bytes that are no UTF-8",
      PARTS.map((each) => ({
        ...each,
        content: Buffer.from(each.content.toString().replace("通常", "\u00e9"), "latin1"),
      })),
    ],
    ["a packing that nobody knows", [part("_rels/.rels", "x")]],
  ])("%s: refused", async (_, parts) => {
    expect(await load(zipOf(parts))).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("開けません"),
    });
  });
});

const CASES = join(import.meta.dirname, "../cases");
/** What is no whole workbook; and the library makes a number of a strict date, which no day is read from. */
const UNLIKE = /truncated|last-column|never-closed|zip-under|dates-of-strict/;
const WORKBOOKS = readdirSync(CASES).flatMap((name) =>
  readdirSync(join(CASES, name))
    .filter((file) => /\.xls[xm]$/.test(file) && !UNLIKE.test(name))
    .map((file) => `${name}/${file}`),
);

test.each(WORKBOOKS)("both readers read %s alike", (name) => {
  const path = join(CASES, name);
  const clean = cleanWorkbook(openZip(readFileSync(path)));
  const {sheets, recalculation} = readByLibrary(clean?.file ?? Buffer.alloc(0));
  expect(sheets.reduce((sum, {cellCount}) => sum + cellCount, 0)).toBe(clean?.cellCount);
  const byLibrary = gridsOf(sheets, recalculation);
  const plain = (grids: object[]) =>
    JSON.parse(JSON.stringify(grids, (_, value) => (value instanceof Set ? [...value].sort() : value)));
  // The library hears nothing of what stands around the cells: that is read apart from it, for all sheets together.
  const ours = readWorkbook(path);
  expect(plain(byLibrary)).toEqual(plain(ours.map((grid) => ({...grid, remarks: []}))));
  const printed = ours.flatMap(({remarks}) => remarks.filter(({place}) => /ヘッダー|フッター/.test(place)));
  expect(looseRemarks(openZip(readFileSync(path)))).toEqual(expect.arrayContaining(printed));
});

test.each(["xls", "xlsb"] as const)(
  "numbers of an .%s file mean what they mean in an .xlsx file",
  async (form) => {
    const names = [
      "leading-zeros-by-number-format",
      "times-and-months-as-excel-keeps-them",
      "devices-with-excel-dates",
    ];
    for (const path of WORKBOOKS.filter((each) => names.some((name) => each.startsWith(name))).map((each) =>
      join(CASES, each),
    )) {
      const target = join(temporaryFolder(), `a.${form}`);
      const book = read(readFileSync(path), {cellNF: true, cellStyles: true});
      writeFileSync(target, write(book, {type: "buffer", bookType: form === "xls" ? "biff8" : "xlsb"}));
      expect(readWorkbook(target).map(({rows}) => rows)).toEqual(readWorkbook(path).map(({rows}) => rows));
    }
  },
);

test("a workbook of binary parts is read and not called damaged", async () => {
  const book = read(zipOf(PARTS));
  const {kind, rows} = await load(
    Buffer.from(write(book, {type: "buffer", bookType: "xlsb"})),
    "時間外.xlsb",
  );
  expect([kind, rows]).toEqual(["accepted", STORED]);
});
