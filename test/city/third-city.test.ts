import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {read, utils} from "@e965/xlsx";
import {parse as parseCsv} from "csv-parse/sync";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type PdfFile, readPdf} from "../../reports/verify/read-pdf.ts";
import {filesBelow} from "../files-below.ts";
import {type CliResult, kaikaku} from "../run-cli.ts";

/*
 * A town without a table of overtime, with the indicators of other bodies that are hardest to write and every form of target, goes its
 * road in processes: folder, files, run, board, workbook, explanation, dictionary.
 */

let root: string;
let board: PdfFile;
let otherBoard: PdfFile;
let sheet: string[][];
let dictionary: string;
/** What is told of a held file, and the texts of what its sender gets. */
const told: string[] = [];
const said: Record<string, CliResult> = {};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "kaikaku-third-"));
  const home = join(root, "home");
  const command = (name: string, ...args: string[]) => {
    said[name] = kaikaku(home, [name, ...args]);
  };
  command("init", "--from", "misakino");
  command("sample", "--city", "misakino", "--out", join(root, "files"));
  cpSync(join(root, "files"), join(home, "inbox"), {recursive: true});
  command("run", "--clock-is-right");
  command("scoreboard");
  command("kpi", "--json");
  said.women = kaikaku(home, ["scoreboard", "--programme", "女性職員", "--json"]);
  said.kpiWomen = kaikaku(home, ["kpi", "--programme", "women", "--kpi", "育児休業（男性）", "--json"]);
  said.unknown = kaikaku(home, ["scoreboard", "--programme", "女性活躍の計画"]);
  said.packetWomen = kaikaku(home, ["packet", "--fy", "R7", "--programme", "女性職員活躍"]);
  said.packet = kaikaku(home, ["packet", "--fy", "R7"]);
  said.workbookWomen = kaikaku(home, ["workbook", "--programme", "women"]);
  command("explain", "障害者の雇用率", "令和7年度");
  said.units = kaikaku(home, ["sql", "select * from marts.dim_units", "--format", "csv"]);
  said.bureaus = kaikaku(home, [
    "sql",
    "select * from marts.dim_bureaus order by display_order",
    "--format",
    "csv",
  ]);
  command("workbook", "--out", join(root, "tables.xlsx"));
  command("docs", "--out", join(root, "words.html"));
  command("due", "--all", "--json");
  said.remind = kaikaku(home, ["due", "--all", "--remind"]);
  command("status");
  command("city");
  told.push(...sendWrongLeave(home));
  const output = join(home, "output");
  const [pdf = ""] = readdirSync(output).filter((name) => /^scorecard_R.*\.pdf$/.test(name));
  board = await readPdf(readFileSync(join(output, pdf)));
  const [other = ""] = readdirSync(output).filter((name) => /^scorecard_women_R.*\.pdf$/.test(name));
  said.verify = kaikaku(home, ["verify", join(output, other)]);
  otherBoard = await readPdf(readFileSync(join(output, other)));
  const book = read(readFileSync(join(root, "tables.xlsx")));
  sheet = utils.sheet_to_json<string[]>(book.Sheets["1 スコアボード"] ?? {}, {header: 1, raw: false});
  dictionary = readFileSync(join(root, "words.html"), "utf8");
}, 240_000);

/** A file that is held goes back to who sent it: what is said of it, and what they get. */
function sendWrongLeave(home: string): string[] {
  const sent = readFileSync(join(root, "files", "見本_年休_2025-04.csv"), "utf8");
  const file = join(root, "年休.csv");
  writeFileSync(file, sent.replace(/(\n[^\n]*),[^,\n]*(\r?\n)/, "$1,たくさん$2"));
  const held = kaikaku(home, ["ingest", file]);
  const reply = kaikaku(home, ["reply", "年休.csv", "--out", join(root, "reply")]);
  expect([held.status, reply.status]).toEqual([2, 0]);
  const files = filesBelow(join(root, "reply")).map((file) => readFileSync(file));
  const texts = files.flatMap((bytes) => {
    if (bytes.subarray(0, 2).toString() !== "PK") return bytes.toString("utf8");
    const {Sheets} = read(bytes);
    return Object.values(Sheets).map((sheet) => utils.sheet_to_csv(sheet));
  });
  expect(texts.length).toBeGreaterThan(2);
  return [held, reply, kaikaku(home, ["status"])]
    .flatMap(({stdout, stderr}) => [stdout, stderr])
    .concat(texts);
}

test("nothing calls the town or its sections what a city calls them", () => {
  const shown = dictionary.replaceAll(/<(style|script|pre)[\s\S]*?<\/\1>/g, "").replaceAll(/<[^>]*>/g, "");
  const book = read(readFileSync(join(root, "tables.xlsx")));
  const sheets = Object.values(book.Sheets).map((one) => utils.sheet_to_csv(one));
  const commands = Object.entries(said).flatMap(([name, {stdout, stderr}]) =>
    ["kpi", "kpiWomen", "women", "bureaus", "units"].includes(name) ? [] : [stdout, stderr],
  );
  // What people type and names of files stay: headings, kinds of files, the program's own words for choices.
  const foreign =
    /(?<!または )局区(?!一覧|コード|名)|市全体|(?<![\p{L}ー])市[のがは]|(?<!\p{Script=Han})全市/u;
  for (const text of [shown, ...sheets, ...commands, ...told])
    expect(text.split("\n").filter((line) => foreign.test(line.replaceAll(/\S*見本\S*/g, "")))).toEqual([]);
});

afterAll(() => rmSync(root, {recursive: true, force: true}));

test("the road is gone without a fault, a held file or a warning", () => {
  for (const [name, {status, stderr}] of Object.entries(said).filter(
    ([name]) => !["unknown", "packet"].includes(name),
  ))
    expect([name, ["due", "remind"].includes(name) ? 0 : status, stderr.match(/エラー|誤り/)]).toEqual([
      name,
      0,
      null,
    ]);
  expect(said.run?.stdout).toMatch(/公開版 {2}\S+ を公開しました[\s\S]*を印刷しました: .*検査済み）/);
  expect(said.run?.stdout).not.toMatch(/保留|注意|承認待ち|受付不可/);
});

/** Every form of target in its own words, as page 1 has it. */
const WORDS = [
  ...["本庁の女性課長 20.0以上", "年度末の女性課長 15.0超", "女性の消防吏員 5人増（R5年度比）"],
  ...["消防の女性割合 令和5年度の2倍", "女性の職員 36.0以上", "採用者の女性 毎年度45%以上"],
  ...["女性 100%を維持", "出産のときの休暇 毎年度全員", "年休5日未満 毎年度ゼロ"],
  ...["時間外の総時間 3割削減（H27年度比）", "時間外の前年比 5%削減（前年度比）", "月平均の時間外 10.0未満"],
  ...["休日の呼出し 前年度より改善", "技術 事務を上回らない", "事務 5.0以下"],
  ...["職員の実数 毎年度145～155人", "継続勤務年数 概ね15年（±0.5）", "職場の満足度 前年度を下回らない"],
  ...["障害者の雇用率 毎年度法定雇用率以上", "差のない採用 採用で性別による差をつけない"],
];

/** Cells of a row of page 1, by its first cell. */
function rowOf(name: string): string[] {
  const rows = board.pages[0]?.rows ?? [];
  return rows.find(([first]) => first === name) ?? rows.find(([first]) => first?.startsWith(name)) ?? [];
}

test.each(WORDS)("%s stands on page 1, at the terminal and in the workbook", (line) => {
  const [name = "", words = ""] = line.split(" ");
  const heads = sheet.find((row) => row.includes("条件")) ?? [];
  expect(rowOf(name).join(" ")).toContain(words);
  const lines = said.scoreboard?.stdout.split("\n") ?? [];
  expect(lines.find((text) => text.trim().startsWith(`${name} `))).toContain(words);
  const cells = sheet.find(([first]) => first === name) ?? [];
  const [target = -1, condition = -1] = ["目標", "条件"].map((head) => heads.indexOf(head));
  expect([...cells, `${cells[target]}${cells[condition]}`].join(" ")).toContain(words);
});

test("segments stand below one name, each judged for itself, and small ones are withheld", () => {
  const rows = (board.pages[0]?.rows ?? []).map(([first]) => first);
  const at = rows.findIndex((first) => first?.startsWith("段階別の女性"));
  expect(rows.slice(at, at + 4)).toEqual(["段階別の女性1目標4", "課長級", "課長補佐級", "消防司令"]);
  expect(rowOf("消防司令").join(" ")).toMatch(/x .*不明/);
  expect(rowOf("町長部局").join(" ")).toContain("遅れ");
  expect(rowOf("教育委員会").join(" ")).toContain("達成");
  expect(board.pages[0]?.text.replaceAll(/\s/g, "")).toContain("23指標（内訳を含めて28行）");
  expect(said.scoreboard?.stdout).toContain("段階別の女性（消防司令）：人数が少ないため値を示さない");
  expect(dictionary).toContain("役職の段階ごとの女性の割合（消防司令）");
});

test("a second programme has a scorecard of its own, with its years, signatories, committee, title, places and targets", () => {
  const text = (otherBoard.pages[0]?.text ?? "").replaceAll(/\s/g, "");
  expect(text).toContain("みさきの町女性職員活躍推進計画（令和7年10月～令和12年3月）");
  expect(text).toContain("策定：町長、町議会議長、教育委員会報告：民生文教常任委員会");
  expect(text).toContain("女性職員活躍推進計画の実施状況令和7年度第4四半期");
  expect(text).toContain("3指標（内訳を含めて4行）");
  expect(text).not.toContain("目標7");
  const rows = (otherBoard.pages[0]?.rows ?? []).map((cells) => cells.join(" "));
  expect(rows.find((row) => row.startsWith("年度末の女性課長"))).toMatch(
    /数値目標1 41\.7R7\.10\.1 .*順調 .*50\.0以上/,
  );
  expect(rows.find((row) => row.startsWith("男性"))).toMatch(/45\.5 .*全員/);
  expect(said.verify?.stdout).toContain("合格");
});

test("a programme's packet has its cover, committee and indicators; one without words of its own is refused", async () => {
  const file = /PDF {2}(\S+packet_women_R7_\S+\.pdf)/.exec(said.packetWomen?.stdout ?? "")?.[1] ?? "";
  const {pages} = await readPdf(readFileSync(file));
  const texts = pages.map(({text}) => text.replaceAll(/\s/g, ""));
  expect(texts[0]).toContain("民生文教常任委員会資料");
  expect(texts.some((text) => text.includes("みさきの町女性職員活躍推進計画の指標"))).toBe(true);
  expect(texts.join("")).not.toContain("働き方行動計画");
  expect(said.packet?.stderr).toContain("この公開版には、委員会資料の定めがありません。");
});

test("commands show one programme, with the values of the other, and know what is none", () => {
  const rows = JSON.parse(said.women?.stdout ?? "[]") as Record<string, unknown>[];
  expect(new Set(rows.map(({programme_id}) => programme_id))).toEqual(new Set(["women"]));
  expect(rows.map(({kpi_id}) => kpi_id).sort()).toEqual([
    "parental_leave_women_men",
    "parental_leave_women_women",
    "women_deputies",
    "year_end_women_women",
  ]);
  const all = JSON.parse(said.kpi?.stdout ?? "[]") as Record<string, unknown>[];
  const own = JSON.parse(said.kpiWomen?.stdout ?? "[]") as Record<string, unknown>[];
  // Where the year will end is the same; the level required of it is each programme's own.
  const endOf = ({year_end}: Record<string, unknown>) => {
    const {year_end_value, year_end_low, year_end_high} = (year_end ?? {}) as Record<string, unknown>;
    return [year_end_value, year_end_low, year_end_high];
  };
  const without = (row: Record<string, unknown>) => ({...row, kpi_id: "", year_end: endOf(row)});
  expect(own.length).toBeGreaterThan(2);
  expect(own.map(without)).toEqual(all.filter(({kpi_id}) => kpi_id === "parental_leave_men").map(without));
  expect([said.unknown?.status, said.unknown?.stderr]).toEqual([
    1,
    expect.stringContaining("計画「女性活躍の計画」はありません。近いもの: みさきの町"),
  ]);
  expect(said.workbookWomen?.stdout).toMatch(/tables_women_R7Q4_/);
});

test("a target whose year an ended era names is printed as the plan has it", () => {
  expect(said.scoreboard?.stdout).toMatch(/時間外の総時間 .*平成40年度/);
});

test("the rate of staff with disabilities says that no roster of its day came, and due asks for one", () => {
  expect(said.explain?.stdout).toMatch(/注意 {4}令和7年6月1日の名簿がないため、令和7年4月2日から/);
  const {files} = JSON.parse(said.due?.stdout ?? "{}") as {files: {source: string; period: string}[]};
  expect(files.some(({source, period}) => source === "staff" && period.endsWith("-06-01"))).toBe(true);
});

function rowsOf(name: string): Record<string, string>[] {
  const text = readFileSync(join(root, "files", `見本_${name}.csv`), "utf8");
  return parseCsv(text, {columns: true, bom: true}) as Record<string, string>[];
}

// 局区一覧 has 部, 課 and 係 without codes; rosters name 課 and 係, and 課 are shown.
test("each 課 has the people of its 係, and what is shown speaks of 課", () => {
  const units = parseCsv(said.units?.stdout ?? "", {columns: true, bom: true}) as Record<string, string>[];
  const lines = units.map(({unit_code, level_name, parent_code, bureau_code}) =>
    [unit_code, level_name, parent_code, bureau_code].join(" "),
  );
  expect(lines).toEqual(
    expect.arrayContaining(["予防係 係 消防署 消防署", "消防署 課 消防本部 消防署", "消防本部 部  消防本部"]),
  );
  const shown = parseCsv(said.bureaus?.stdout ?? "", {columns: true, bom: true}) as Record<string, string>[];
  expect(
    shown.map(({bureau_name, appointing_authority_group}) => `${bureau_name} ${appointing_authority_group}`),
  ).toEqual([
    ...["総務課 町長部局", "住民課 町長部局", "岬支所 町長部局", "建設課 町長部局"],
    ...["教育総務課 教育委員会", "公民館 教育委員会", "消防署 消防"],
  ]);
});

test("figures are those of the files, reckoned without SQL", () => {
  const values = JSON.parse(said.kpi?.stdout ?? "[]") as Record<string, unknown>[];
  const cityValue = (id: string, year: number) =>
    values.find((row) => row.kpi_id === id && row.fiscal_year === year && row.period_kind === "year")?.value;
  const roster = rowsOf("職員名簿_2025-04-01").filter(({退職年月日: left}) => left === "");
  const women = roster.filter(({職種, 性別}) => 職種 === "消防吏員" && 性別 === "女");
  expect(cityValue("fire_women", 2025)).toBe(women.length);
  const chiefs = roster.filter(
    ({職級, 所属名 = ""}) => 職級 === "課長級" && ["総務課", "住民課", "建設課"].includes(所属名),
  );
  const share = (100 * chiefs.filter(({性別}) => 性別 === "女").length) / chiefs.length;
  expect(cityValue("head_office_women", 2025)).toBeCloseTo(share, 9);
  const events = rowsOf("育休_R7").filter(({性別}) => 性別 === "男");
  const count = (event: string) => events.filter(({届出区分}) => 届出区分 === event).length;
  expect(cityValue("parental_leave_men", 2025)).toBeCloseTo(
    (100 * count("育児休業（新規）")) / count("配偶者の出産"),
    9,
  );
});
