import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {checkConditions} from "../../pipelines/alerts/release-conditions.ts";
import {describeRelease} from "../../pipelines/build/describe-run.ts";
import {notesNow} from "../../pipelines/build/notes.ts";
import {type ReleaseOutcome, run} from "../../pipelines/build/run.ts";
import {awaitedSources} from "../../pipelines/figures/awaited-sources.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {currentRelease, readManifest} from "../../pipelines/releases/history.ts";
import {ledgerRows, overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";

const GAP = "overtime_months_have_no_gap";
const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};

/** A release of the small city with overtime of these months besides. */
async function published(
  home: Home,
  months: string[],
): Promise<Extract<ReleaseOutcome, {kind: "published"}>> {
  const lines = months.flatMap((month) => overtime(month, "10:00"));
  send(home, {[`時間外_${months.join("_")}.csv`]: [HEADINGS.overtime, ...lines].join("\n")});
  const now = new Date("2025-12-02T00:00:00Z");
  const {outcome} = await run({home, now, log: SILENT, clock: "is_right"});
  if (outcome.kind !== "published") throw new Error(`the release is ${outcome.kind}`);
  return outcome;
}

function checksOf(findings: {check: string}[]): string[] {
  return findings.map(({check}) => check);
}

describe("a small city that skipped a month", () => {
  const root = mkdtempSync(join(tmpdir(), "kaikaku-acknowledge-"));
  let home: Home;
  let first: Extract<ReleaseOutcome, {kind: "published"}>;

  beforeAll(async () => {
    home = await publishedCity(root);
    first = await published(home, ["2025-05"]);
  }, 120_000);

  afterAll(() => rmSync(root, {recursive: true, force: true}));

  test("is told of that, with the words that let it be, and of nothing that it cannot act on", () => {
    expect(checksOf(first.findings)).toEqual([`checks.${GAP}`]);
    const text = describeRelease(first).join("\n");
    expect(text).toContain(`このままでよければ: npx kaikaku acknowledge ${GAP} --reason 理由`);
    expect(text.match(/注意/g)).toHaveLength(1);
  });

  test("reads in one line which kinds of files its other figures wait for", async () => {
    const {kpi_ids, source_titles} = await awaitedSources(home, first.release.releaseId);
    expect(kpi_ids).toContain("paper_sheets");
    expect(kpi_ids).not.toContain("overtime_over_480h");
    expect(source_titles).toContain("用紙使用量");
    expect(source_titles).not.toContain("時間外勤務実績");
    const line = `まだ値のない${kpi_ids.length}指標は、次の種類のファイルが届けば出ます: ${source_titles.join("、")}`;
    for (const command of ["status", "scoreboard"]) {
      const {stdout} = kaikaku(root, [command]);
      expect(stdout.split("\n").filter((text) => text.trim() === line)).toHaveLength(1);
      expect(stdout).not.toContain("不明　用紙");
    }
  });

  test.each([
    ["without a word of reason", [GAP, "--reason", "　\u200b"], "理由を書いてください"],
    ["by nobody", [GAP, "--by", " ", "--reason", "災害"], "--by には氏名を書いてください"],
    ["under a name that no note has", ["overtime_gap", "--reason", "災害"], `いま出ている注意: ${GAP}`],
    ["that is an error", ["staff_rows_are_unique", "--reason", "災害"], "承知済みにはできません"],
  ])("cannot let a note be %s", async (_, words, says) => {
    const {status, stderr} = kaikaku(root, ["acknowledge", ...words]);
    expect([status, stderr]).toEqual([1, expect.stringContaining(says)]);
    expect(await ledgerRows(home, "from intake.acknowledgements")).toEqual([]);
  });

  test("is left alone once it has said why, until the rows are others", async () => {
    const words = ["acknowledge", GAP, "--by", "田中", "--reason", "4月は庁舎の移転"];
    expect(kaikaku(root, words)).toMatchObject({status: 0, stdout: expect.stringContaining("承知済み  ")});
    const sql =
      "select note, row_count, acknowledged_by, reason, length(account) > 0 as has_account from intake.acknowledgements";
    expect(await ledgerRows(home, sql)).toEqual([
      {
        note: `checks.${GAP}`,
        row_count: 1,
        acknowledged_by: "田中",
        reason: "4月は庁舎の移転",
        has_account: true,
      },
    ]);
    expect(quietIn(statusOf(root))).toContain("承知済み  1件");

    const second = await published(home, ["2025-06"]);
    expect([checksOf(second.findings), checksOf(second.acknowledged)]).toEqual([[], [`checks.${GAP}`]]);
    expect(describeRelease(second).join("\n")).toContain("承知済み  1件（npx kaikaku status --acknowledged");
    expect(await conditionsOf(home)).toEqual([]);
    expect(kaikaku(root, ["status", "--acknowledged"]).stdout).toContain("田中: 4月は庁舎の移転");

    const third = await published(home, ["2025-08"]);
    expect([checksOf(third.findings), checksOf(third.acknowledged)]).toEqual([[`checks.${GAP}`], []]);
    expect(await conditionsOf(home)).toEqual([`check:checks.${GAP}`]);
    expect(kaikaku(root, ["status", "--acknowledged"]).stdout).toContain(
      "中身が変わったので、また注意に出ています",
    );
  }, 120_000);
});

function statusOf(root: string): string {
  return kaikaku(root, ["status"]).stdout;
}

function quietIn(text: string): string {
  return text.split("\n").find((line) => line.includes("承知済み")) ?? "";
}

/** What the service would tell of the current release's checks. */
async function conditionsOf(home: Home): Promise<string[]> {
  const {checks} = readManifest(home, currentRelease(home)?.releaseId ?? "");
  const {acknowledgements} = await notesNow(home);
  return checkConditions(checks, {acknowledgements, city: home.city}).map(({key}) => key);
}
