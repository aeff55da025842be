import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {read, utils, type WorkBook, write} from "@e965/xlsx";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {mendingNotes} from "../../pipelines/intake/leave/mending-notes.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {nameParts} from "../../schemas/name-parts.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";

const LOG = {info: () => {}, warn: () => {}, progress: () => {}};
/** Three of 総務企画局 and four of 財政局. */
const PEOPLE = {"1010": ["000001", "000002", "000003"], "1020": ["000011", "000012", "000013", "000014"]};

const root = mkdtempSync(join(tmpdir(), "kaikaku-reply-"));
let home: Home;

afterAll(() => rmSync(root, {recursive: true, force: true}));

/** Overtime of May: two wrong cells of one person in 総務企画局, one in 財政局. */
const OVERTIME = [
  "令和6年度 時間外勤務の実績,,,,",
  HEADINGS.overtime,
  "000011,2024-05,平日時間外,通常,11:00",
  "000001,2024-05,平日時間外,通常,1:00",
  "000012,2024-05,平日時間外,通常,十二時間",
  "000002,2024-05,残業,通常,二時間",
  "000003,2024-05,平日時間外,通常,3:00",
  "000013,2024-05,平日時間外,通常,13:00",
  "000014,2024-05,平日時間外,通常,14:00",
];

beforeAll(async () => {
  home = sampleHome(join(root, "home"));
  const roster = Object.entries(PEOPLE).flatMap(([bureau, people]) =>
    people.map((person) => rosterLine({day: "2024-04-01", person, bureau})),
  );
  const send = (name: string, lines: string[]) => writeFileSync(join(home.inbox, name), lines.join("\n"));
  send("局区.csv", [BUREAUS]);
  send("名簿.csv", [HEADINGS.staff, ...roster]);
  send("時間外_2024-05.csv", OVERTIME);
  writeFileSync(join(home.inbox, "用紙.xlsx"), write(paper(), {type: "buffer", bookType: "xlsx"}));
  writeFileSync(
    join(home.inbox, "時間外_計算なし.xlsx"),
    write(uncomputed(), {type: "buffer", bookType: "xlsx"}),
  );
  const ledger = await openLedger(home);
  await ingestInbox(ledger, {home, now: new Date("2024-10-08T00:00:00Z"), log: LOG, loaded: []});
  ledger.close();
});

/** Names of bureaus merged over their rows; one wrong number of 財政局, and one of a bureau that nobody knows. */
function paper(): WorkBook {
  const sheet = utils.aoa_to_sheet([
    ["局区名", "区分", "用紙", "年月", "枚数"],
    ["総務企画局", "学校等以外", "A4", "2024-05", "100"],
    ["", "学校等以外", "A3", "2024-05", "50"],
    ["財政局", "学校等以外", "A4", "2024-05", "たくさん"],
    ["", "学校等以外", "A3", "2024-05", "20"],
    ["知らない局", "学校等以外", "A4", "2024-05", "なし"],
  ]);
  const bureauOver = (row: number) => ({s: {r: row, c: 0}, e: {r: row + 1, c: 0}});
  sheet["!merges"] = [bureauOver(1), bureauOver(3)];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "用紙");
  return book;
}

/** Refused as a whole: nobody computed two formulas of 財政局 and one of 総務企画局. */
function uncomputed(): WorkBook {
  const row = (person: string, cell: unknown) => [person, "2024-06", "平日時間外", "通常", cell];
  const formula = {t: "n", f: "A1*0"};
  const sheet = utils.aoa_to_sheet([
    HEADINGS.overtime.split(","),
    row("000001", formula),
    row("000011", formula),
    row("000012", formula),
    row("000002", "2:00"),
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "時間外");
  return book;
}

test("a refused file of several bureaus is parted, too, where single cells are wrong", () => {
  const {status} = kaikaku(home.root, ["reply", "時間外_計算なし.xlsx"]);
  expect(status).toBe(0);
  const mine = readdirSync(home.output).filter((name) => name.includes("計算なし"));
  const workbookOf = (bureau: string) =>
    mine.find((name) => name.includes(bureau) && name.endsWith(".xlsx")) ?? "";
  const finance = output(workbookOf("財政局"));
  expect(finance.SheetNames).toEqual(["時間外", "直すところ（人ごと）", "直すところ（種類ごと）"]);
  expect(
    cellsOf(finance, "直すところ（人ごと）")
      .slice(5)
      .map(([place]) => place),
  ).toEqual(["シート「時間外」2行目", "シート「時間外」3行目"]);
  for (const other of PEOPLE["1010"]) expect(allText(finance)).not.toContain(other);
  expect(allText(output(workbookOf("総務企画局")))).toContain("000001");
  const sender = mine.find((name) => name.endsWith("_手紙.txt") && !/局/.test(name)) ?? "";
  expect(letter(sender)).toContain("・財政局（2か所）");
});

function numberOf(fileName: string): string {
  const {held} = JSON.parse(kaikaku(home.root, ["status", "--json"]).stdout);
  return String(held.find((one: {file_name: string}) => one.file_name === fileName)?.batch_id);
}

function output(name: string): WorkBook {
  return read(readFileSync(join(home.output, name)));
}

function cellsOf(book: WorkBook, sheet = book.SheetNames[0] ?? ""): string[][] {
  return utils.sheet_to_json(book.Sheets[sheet] ?? {}, {header: 1, blankrows: true, defval: ""});
}

function allText(book: WorkBook): string {
  return JSON.stringify(book.SheetNames.map((name) => cellsOf(book, name)));
}

function letter(name: string): string {
  return readFileSync(join(home.output, name), "utf8");
}

test("each bureau gets its own rows, the sender a letter, and what is mended closes the file", async () => {
  const batch = numberOf("時間外_2024-05.csv");
  const {status, stdout} = kaikaku(home.root, ["reply", batch]);
  expect(status).toBe(0);
  const begin = `返信_${batch}`;
  expect(
    readdirSync(home.output)
      .filter((name) => name.startsWith(begin))
      .toSorted(),
  ).toEqual(
    [
      `${begin}_手紙.txt`,
      ...["総務企画局", "財政局"].flatMap((name) => [
        `${begin}_${name}_手紙.txt`,
        `${begin}_${name}_直し用.xlsx`,
      ]),
    ].toSorted(),
  );
  expect(stdout).toContain(`npx kaikaku accept ${batch} --reason 理由`);

  const planning = output(`${begin}_総務企画局_直し用.xlsx`);
  expect(planning.SheetNames).toEqual(["データ", "直すところ（人ごと）", "直すところ（種類ごと）"]);
  expect(cellsOf(planning).map(([first]) => first)).toEqual([
    "令和6年度 時間外勤務の実績",
    "職員番号",
    ...PEOPLE["1010"],
  ]);
  expect(cellsOf(planning, "直すところ（人ごと）").slice(4)).toEqual([
    ["場所", "理由と直し方", "列", "今の値", "職員番号"],
    ["4行目", expect.stringContaining("「残業」は使えません"), "勤務区分", "残業", "000002"],
    ["4行目", expect.stringContaining("「二時間」は時間として読めません"), "時間数", "二時間", "000002"],
  ]);
  for (const other of [...PEOPLE["1020"], "十二時間"]) expect(allText(planning)).not.toContain(other);
  for (const other of PEOPLE["1010"])
    expect(allText(output(`${begin}_財政局_直し用.xlsx`))).not.toContain(other);

  expect(letter(`${begin}_総務企画局_手紙.txt`)).toContain("・4行目「勤務区分」: 「残業」は使えません");
  expect(letter(`${begin}_総務企画局_手紙.txt`)).not.toMatch(/財政局|十二時間|kaikaku|--/);
  expect(letter(`${begin}_手紙.txt`)).toContain("・財政局（1か所）\n・総務企画局（2か所）");
  const noted = mendingNotes(home).filter(({batchId}) => String(batchId) === batch);
  expect(noted.map(({place}) => existsSync(place))).toEqual([true, true]);

  expect(kaikaku(home.root, ["accept", batch, "--reason", "読めた行を使う"]).status).toBe(0);
  for (const bureau of ["総務企画局", "財政局"]) {
    const path = mended(output(`${begin}_${bureau}_直し用.xlsx`), `${bureau}.xlsx`);
    const loaded = kaikaku(home.root, ["ingest", path, "--as", "追加", "--clock-is-right"]);
    expect([loaded.status, loaded.stdout]).toEqual([0, expect.not.stringContaining("注意")]);
  }
  expect(numberOf("時間外_2024-05.csv")).toBe("undefined");
  expect(await minutesInForce()).toEqual([660, 60, 720, 120, 180, 780, 840].toSorted((a, b) => a - b));
});

function mended(book: WorkBook, name: string): string {
  const right: Record<string, string> = {十二時間: "12:00", 二時間: "2:00", 残業: "平日時間外"};
  const [first = ""] = book.SheetNames;
  const cells = cellsOf(book).map((row) => row.map((cell) => right[cell] ?? cell));
  book.Sheets[first] = utils.aoa_to_sheet(cells);
  const path = join(root, name);
  writeFileSync(path, write(book, {type: "buffer", bookType: "xlsx"}));
  return path;
}

/** Of May, each row as the newest file has it. */
async function minutesInForce(): Promise<number[]> {
  const ledger = await openReadOnly(home.ledger);
  const rows = await ledger.rows(`select worked_minutes::integer as minutes from raw.overtime
    inner join intake.current_periods as current using (batch_id)
    where current.source = 'overtime'
    qualify row_number() over (partition by staff_key order by batch_id desc) = 1
    order by minutes`);
  ledger.close();
  return rows.map(({minutes}) => Number(minutes));
}

test("merged names stay with their rows, and what is in rows of nobody known stays with the sender", () => {
  const batch = numberOf("用紙.xlsx");
  expect(kaikaku(home.root, ["reply", batch]).status).toBe(0);
  const finance = output(`返信_${batch}_財政局_直し用.xlsx`);
  expect(cellsOf(finance).map((row) => row.slice(0, 5))).toEqual([
    ["局区名", "区分", "用紙", "年月", "枚数"],
    ["財政局", "学校等以外", "A4", "2024-05", "たくさん"],
    ["", "学校等以外", "A3", "2024-05", "20"],
  ]);
  const [sheet] = finance.SheetNames;
  expect(finance.Sheets[sheet ?? ""]?.["!merges"]).toEqual([{s: {r: 1, c: 0}, e: {r: 2, c: 0}}]);
  expect(finance.SheetNames[1]).toBe("直すところ（行ごと）");
  const sender = output(`返信_${batch}_直し用.xlsx`);
  expect(cellsOf(sender)).toHaveLength(6);
  expect(cellsOf(sender, "直すところ（行ごと）").map(([place]) => place)).toContain("シート「用紙」6行目");
  expect(existsSync(join(home.output, `返信_${batch}_総務企画局_直し用.xlsx`))).toBe(false);
});

test("names of bureaus that no file can bear, or that would be one, come apart", () => {
  const names = ["福祉/局", "福祉・局", "福祉 局", "課".repeat(90), "ABC局", "abc局", "../../局"];
  const place = (name: string) => names.indexOf(name);
  const nameOf = nameParts();
  const made = names.map((name) => nameOf(name));
  expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(names.length);
  expect(made[place("福祉・局")]).toBe("福祉・局-2");
  expect(made.join("")).not.toMatch(/[/\\.]/);
  expect(names.map((name) => nameOf(name))).toEqual(made);
});

test("each bureau of a file gets a letter of its own, whatever the bureaus are called", async () => {
  const bureaus = ["福祉/局", "福祉・局", "課".repeat(90)];
  const list = bureaus.map((name, index) => `30${index}0,${name},市長事務部局,1972-04-01,,,,${index + 4}`);
  const wrong = bureaus.map((name) => `${name},学校等以外,A4,2024-06,十枚`);
  writeFileSync(join(home.inbox, "局区_新.csv"), [BUREAUS, ...list].join("\n"));
  writeFileSync(join(home.inbox, "用紙_6月.csv"), ["局区名,区分,用紙,年月,枚数", ...wrong].join("\n"));
  const ledger = await openLedger(home);
  await ingestInbox(ledger, {home, now: new Date("2024-10-09T00:00:00Z"), log: LOG, loaded: []});
  ledger.close();
  const {status} = kaikaku(home.root, ["reply", "用紙_6月.csv"]);
  const letters = readdirSync(home.output).filter((name) => /^返信_用紙_6月.csv_.+_手紙/.test(name));
  const told = letters.map((name) => readFileSync(join(home.output, name), "utf8"));
  expect([status, letters.length]).toEqual([0, bureaus.length]);
  for (const bureau of bureaus) expect(told.join("\n")).toContain(bureau);
});
