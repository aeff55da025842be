import {cpSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {read, utils, write} from "@e965/xlsx";
import {expect, test} from "vitest";
import {run} from "../../pipelines/build/run.ts";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {contractNamed} from "../../pipelines/intake/clerk/contract-named.ts";
import {proposedBureaus} from "../../pipelines/intake/clerk/proposed-bureaus.ts";
import {send} from "../figures/small-city.ts";
import {buildTinyCity} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {SAMPLE_CITY, sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {FEW_FILES, type Kind} from "./few-files.ts";

const OPTIONS = {
  now: new Date("2025-06-02T00:00:00Z"),
  log: {info: () => {}, warn: () => {}, progress: () => {}},
  clock: "is_right",
} as const;

function filesOf(kinds: Kind[]): Record<string, string> {
  return Object.assign({}, ...kinds.map((kind) => FEW_FILES[kind]));
}

interface FewKinds {
  kinds: Kind[];
  /** Indicators that have values. */
  known: string[];
  /** What another indicator waits for. */
  waits: [kpiId: string, sources: string[]];
  /** What is told as waiting (待ち). */
  told?: string[];
}

const STRESS = ["new_hire_interview_rate", "return_plan_rate", "stress_check_rate"];
const SURVEYED = [
  "citizen_orientation",
  "cost_awareness",
  "improvement_engagement",
  "job_satisfaction",
  "training_usefulness",
];

test.each<FewKinds>([
  {kinds: ["overtime"], known: [], waits: ["overtime_over_480h", ["bureaus", "staff"]]},
  {
    kinds: ["staff", "overtime_corrections"],
    known: [],
    waits: ["overtime_over_480h", ["bureaus", "overtime"]],
    told: ["checks.bureaus_are_loaded"],
  },
  {
    kinds: ["paper", "telework_pc", "overtime_pay"],
    known: [],
    waits: ["paper_sheets", ["bureaus"]],
    told: ["checks.bureaus_are_loaded"],
  },
  {
    kinds: ["mental_health", "survey"],
    known: [...STRESS, ...SURVEYED].toSorted(),
    waits: ["telework_pc_utilisation", ["bureaus", "telework_devices", "telework_pc"]],
  },
  {kinds: ["bureaus", "paper"], known: ["paper_sheets"], waits: ["stress_check_rate", ["mental_health"]]},
])(
  "a city that sends $kinds has what can be computed, and no complaint",
  async ({kinds, known, waits, told}) => {
    const city = await buildTinyCity(filesOf(kinds));
    try {
      const findings = await runChecks(city.warehouse, SAMPLE_CITY);
      expect(findings.map(({check, severity}) => [check, severity])).toEqual(
        (told ?? []).map((check) => [check, "waiting"]),
      );
      const values = await city.rows("select distinct kpi_id from metrics.kpi_values order by kpi_id");
      expect(values.map(({kpi_id}) => kpi_id)).toEqual(known);
      const [kpiId, sources] = waits;
      const awaited = await city.rows(
        `select source from marts.fct_kpi_awaited_sources where kpi_id = '${kpiId}' order by source`,
      );
      expect(awaited.map(({source}) => source)).toEqual(sources);
      // The tiny city's release is of October 2024: later quarters are not over.
      const [board] = await city.rows(
        "select max(as_of_date)::varchar as as_of, count(distinct kpi_id)::integer as kpis from marts.fct_scoreboard",
      );
      const asOf = kinds.includes("overtime") ? "2025-03-31" : "2024-09-30";
      expect(board).toEqual({as_of: asOf, kpis: 23});
    } finally {
      city.close();
    }
  },
);

test("a bureau list is proposed from the files that came, and counts once a person has completed it", async () => {
  const root = temporaryFolder();
  const home = sampleHome(root);
  send(home, filesOf(["paper"]));
  expect((await run({home, ...OPTIONS})).outcome.kind).toBe("published");
  const path = join(root, "output", "案.xlsx");
  const asked = ["template", "bureaus", "--from-files", "--out", path];
  expect(kaikaku(root, asked)).toMatchObject({status: 0, stdout: expect.stringContaining("3局区")});
  const book = read(readFileSync(path));
  const sheet = book.Sheets.局区一覧 ?? {};
  const rows: unknown[][] = utils.sheet_to_json(sheet, {header: 1, range: 3});
  expect(rows.map(([code, name, group, from]) => [code, name, group, from])).toEqual(
    [
      ["", "教育委員会", "", "2023-04-01"],
      ["", "総務企画局", "", "2023-04-01"],
      ["", "財政局", "", "2023-04-01"],
    ].map((row) => row.map((cell) => (cell === "" ? undefined : cell))),
  );

  // As it stands it is held: a list with holes counts nowhere.
  cpSync(path, join(home.inbox, "案のまま.xlsx"));
  const unasked = await run({home, ...OPTIONS});
  expect(unasked.files).toMatchObject([{kind: "held"}]);

  for (const [index, cells] of [["2040"], ["1010"], ["1020"]].entries())
    utils.sheet_add_aoa(sheet, [cells], {origin: {r: 3 + index, c: 0}});
  for (const index of [0, 1, 2])
    utils.sheet_add_aoa(sheet, [["市長事務部局"]], {origin: {r: 3 + index, c: 2}});
  writeFileSync(join(home.inbox, "局区一覧.xlsx"), write(book, {type: "buffer", bookType: "xlsx"}));
  const {files, outcome} = await run({home, ...OPTIONS});
  expect([files, outcome]).toMatchObject([
    [{kind: "accepted", notes: []}],
    {kind: "published", findings: []},
  ]);
  await expect(proposedBureaus(home, contractNamed(contractsOf(home.city), "paper"))).rejects.toThrow(
    "局区一覧だけ",
  );
});

/** A town's own decisions: three indicators, and nothing else. */
const TOWN = `
programme: {name: 町の働き方計画, first_fiscal_year: 2023, last_fiscal_year: 2027}
tasks: [{no: "1", name: 紙を減らす, group: 仕事}]
kpis:
${[
  ["paper_sheets", "紙", "千枚", "down", "paper"],
  ["stress_check_rate", "受検率", "%", "up", "health"],
  ["annual_leave_days", "年休", "日", "up", "leave"],
]
  .map(
    ([id, name, unit, direction, privacy]) => `
  - id: ${id}
    listed: [{task: "1", label: ${name}の指標}]
    name: ${name}
    short_name: ${name}
    unit: "${unit}"
    decimals: 1
    direction: ${direction}
    comparator: ""
    base: {value: ${direction === "up" ? 1 : 900}, fiscal_year: 2022}
    target: {value: ${direction === "up" ? 95 : 500}, fiscal_year: 2027}
    near_band: 0.1
    scope: programme
    privacy: ${privacy}
    settled_after_months: 2
    as_of_rule: 年度
    definition: ${name}の数え方
    law: なし
    owner: 総務課`,
  )
  .join("\n")}
`;

test("a town with three indicators, two kinds of files and no other decision has all its documents", async () => {
  const root = temporaryFolder();
  const home = openHome(root);
  mkdirSync(home.city);
  writeFileSync(join(home.city, "kpis.yaml"), TOWN);
  send(home, filesOf(["bureaus", "paper", "mental_health"]));
  const ran = kaikaku(root, ["run", "--clock-is-right"]);
  const waits = "年休は、職員名簿と年次休暇取得状況が届けば出ます";
  expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining(`待ち    ${waits}`)]);
  expect(ran.stdout).not.toMatch(/注意|誤り/);
  // The board and a page for each of the two that have values.
  expect(ran.stdout).toMatch(/第4四半期を印刷しました: .*（3ページ、検査済み）/);
  const board = kaikaku(root, ["scoreboard"]).stdout;
  expect(board).toContain(waits);
  expect(board).not.toContain("不明　");
  const due = kaikaku(root, ["due"]);
  expect([due.status, due.stdout]).toEqual([
    0,
    expect.stringContaining("遅れているファイルも、保留中のファイルもありません"),
  ]);
  const packet = kaikaku(root, ["packet", "--fy", "R6"]);
  expect([packet.status, packet.stderr]).toEqual([1, expect.stringContaining("committee-packets.yaml")]);
  for (const command of [["workbook"], ["docs"]]) expect(kaikaku(root, command).status).toBe(0);
  const status = kaikaku(root, ["status"]).stdout;
  expect(status.slice(status.indexOf("使われているファイル")).match(/^ {2}[^ ─]+/gm)).toEqual(
    ["種類", "局区一覧", "用紙使用量", "メンタルヘルス対策実施状況"].map((title) => `  ${title}`),
  );

  // A packet of nothing but its words and indicators: no register, no sheets, no list of tasks.
  writeFileSync(
    join(home.city, "city.yaml"),
    "name: みどり町\nkind: 町\ncommittee: 総務常任委員会\noffice: 総務課\n",
  );
  writeFileSync(
    join(home.city, "committee-packets.yaml"),
    "programme: {purpose: 目的, vision: 姿, approaches: [道]}\npackets:\n  - {fiscal_year: 2024, matter: 報告, title: 進み具合, presented_on: 2025-06-10, sections: [], chapters: []}\n",
  );
  expect(kaikaku(root, ["run", "--clock-is-right"]).stdout).toContain("を公開しました");
  const printed = kaikaku(root, ["packet", "--fy", "R6"]);
  expect([printed.status, printed.stderr, printed.stdout]).toEqual([
    0,
    "",
    expect.stringContaining("検査済み"),
  ]);
});
