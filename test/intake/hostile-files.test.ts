import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {crc32, deflateRawSync} from "node:zlib";
import {expect, test} from "vitest";
import {openHome} from "../../pipelines/installation/home.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const silent = {info: () => {}, warn: () => {}, progress: () => {}};
const MEGABYTE = 1024 * 1024;

interface Part {
  name: string;
  content: Buffer;
  /** What the file says about the size of the content; the truth if not given. */
  statedBytes?: number;
}

const HEADINGS = "職員番号,年月,勤務区分,事由,時間数";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook made by hand, so that it can say what no library would write. */
function workbook(sheet: Part["content"] | string, more: Part[] = [], stated?: number): Buffer {
  const parts: Part[] = [
    part("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
    part("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
    part(
      "xl/workbook.xml",
      `<workbook xmlns:r="${RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    {
      name: "xl/worksheets/sheet1.xml",
      content: Buffer.from(sheet),
      ...(stated === undefined ? {} : {statedBytes: stated}),
    },
    ...more,
  ];
  return zip(parts);
}

function part(name: string, text: string): Part {
  return {name, content: Buffer.from(text)};
}

function relation(kind: string, target: string): string {
  return `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/${kind}" Target="${target}"/></Relationships>`;
}

function zip(parts: Part[]): Buffer {
  const locals: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const {name, content, statedBytes = content.length} of parts) {
    const packed = deflateRawSync(content);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(statedBytes, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), shared, Buffer.from(name), packed]);
    const at = Buffer.alloc(14);
    at.writeUInt32LE(offset, 10);
    index.push(Buffer.concat([Buffer.from("504b01021400", "hex"), shared, at, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(index);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}

function sheetOf(rows: string[][]): string {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  return `<worksheet><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`;
}

const GOOD = [HEADINGS.split(","), ["012345", "R4.4", "平日時間外", "通常", "1:00"]];

/** Loads one file and says what became of it, and by how many megabytes the process grew. */
async function load(name: string, bytes: Buffer | string) {
  const folder = temporaryFolder();
  const home = openHome(join(folder, "home"));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const ledger = await openLedger(home);
  const before = process.memoryUsage.rss();
  const [outcome] = await ingestFiles(ledger, [path], {home, now: new Date("2024-10-08"), log: silent});
  const megabytes = (process.memoryUsage.rss() - before) / MEGABYTE;
  const [batches] = await ledger.rows("select count(*)::integer as count from intake.batches");
  ledger.close();
  if (!outcome) throw new Error("no outcome");
  const why = outcome.kind === "refused" ? outcome.why : "";
  return {kind: outcome.kind, why, megabytes, batches: batches?.count};
}

test("the workbook made by hand is a right one when nothing is wrong with it", async () => {
  expect(await load("a.xlsx", workbook(sheetOf(GOOD)))).toMatchObject({kind: "accepted", batches: 1});
});

test("a zip bomb is refused before it is unpacked", async () => {
  const bomb = workbook(sheetOf(GOOD), [{name: "xl/media/a.bin", content: Buffer.alloc(320 * MEGABYTE)}]);
  const {kind, why, megabytes, batches} = await load("a.xlsx", bomb);
  expect([kind, batches]).toEqual(["refused", 0]);
  expect(why).toContain("大きすぎます");
  expect(megabytes).toBeLessThan(100);
});

test("a bomb that lies about its size is stopped at the size it states", async () => {
  const sheet = Buffer.concat([Buffer.from(sheetOf(GOOD)), Buffer.alloc(200 * MEGABYTE, 0x20)]);
  const {kind, why, megabytes} = await load("a.xlsx", workbook(sheet, [], 5_000));
  expect([kind, why]).toEqual(["refused", expect.stringContaining("開けません")]);
  expect(megabytes).toBeLessThan(100);
});

test("entities are not expanded: a document type refuses the file", async () => {
  const sheet = `<!DOCTYPE x [<!ENTITY a "${"b".repeat(50)}">]>${sheetOf(GOOD)}`;
  expect(await load("a.xlsx", workbook(sheet))).toMatchObject({kind: "refused", batches: 0});
});

test("a million columns are refused", async () => {
  const wide = sheetOf([...GOOD, Array.from({length: 16_000}, () => "x")]);
  expect((await load("a.xlsx", workbook(wide))).why).toContain("列が多すぎます");
  const {kind, why, megabytes} = await load(
    "a.csv",
    `${HEADINGS}${",x".repeat(1_000_000)}\n012345,R4.4,平日時間外,通常,1:00\n`,
  );
  expect(kind).toBe("refused");
  expect(why).toMatch(/[ぁ-ん]/);
  expect(megabytes).toBeLessThan(400);
});

test("merged ranges over the whole sheet fill the table only, and those that cover each other are refused", async () => {
  const merges = (count: number) =>
    sheetOf(GOOD).replace(
      "</worksheet>",
      `<mergeCells>${'<mergeCell ref="A3:XFD1048576"/>'.repeat(count)}</mergeCells></worksheet>`,
    );
  expect(await load("a.xlsx", workbook(merges(1)))).toMatchObject({kind: "accepted"});
  const many = merges(300_000).replaceAll("A3:XFD1048576", "A1:E2");
  expect(await load("a.xlsx", workbook(many))).toMatchObject({kind: "refused"});
});

test("one line without end does not fill the memory", async () => {
  const line = `${HEADINGS}\n"${"9".repeat(60 * MEGABYTE)}`;
  const {kind, why, megabytes} = await load("a.csv", line);
  expect([kind, why]).toEqual(["refused", expect.stringMatching(/2行目.*元のシステムから/)]);
  expect(megabytes).toBeLessThan(300);
});
