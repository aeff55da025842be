import {userInfo} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Explanation} from "../../schemas/explanation.ts";
import type {IntakeStatus} from "../../schemas/intake-status.ts";
import {ledgerRows, overtime, publishedCity, runRelease, send, smallCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const MAY = [HEADINGS.overtime, ...overtime("2024-05", "300:00")];
const WRONG = "000002,2024/13,平日時間外,通常,1:00";

function status(root: string): IntakeStatus {
  return JSON.parse(kaikaku(root, ["status", "--json"]).stdout);
}

function overtimeFiles(root: string): string[] {
  const {stdout} = kaikaku(root, ["explain", "F-overtime_over_480h-R6", "--json"]);
  const {sources} = JSON.parse(stdout) as Explanation;
  return sources
    .filter(({source}) => source === "overtime")
    .flatMap(({batches}) =>
      batches.map(({file_name, acceptance}) => `${file_name} ${acceptance?.reason ?? ""}`),
    )
    .sort();
}

test("a held file counts when a person accepts it, with name and reason, and no more when it is rejected", async () => {
  const root = temporaryFolder();
  const home = await publishedCity(root);
  send(home, {"時間外_5月.csv": [...MAY, WRONG].join("\n")});
  expect(kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "時間外_5月.csv")])).toMatchObject({
    status: 2,
    stdout: expect.stringContaining("理由: 1行が読めません"),
  });
  const [held] = status(root).held;
  expect(held).toMatchObject({
    file_name: "時間外_5月.csv",
    row_count: 3,
    accepted_count: 2,
    quarantined_count: 1,
  });
  expect(overtimeFiles(root)).toEqual(["時間外_2024.csv "]);

  const batch = String(held?.batch_id);
  expect(kaikaku(root, ["accept", batch]).status).toBe(1);
  expect(kaikaku(root, ["accept", batch, "--reason", "  "]).status).toBe(1);
  expect(status(root).held).toHaveLength(1);
  const accepted = kaikaku(root, ["accept", batch, "--reason", "1行は6月分に入れ直すと確認"]);
  expect(accepted).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /2行を、1期間に使います（読めない1行は使いません）。\n {6}使わない行: 1行が読めません/,
    ),
  });
  const after = status(root);
  expect(after.held).toEqual([]);
  expect(after.decisions).toMatchObject([
    {decision: "accept", decided_by: userInfo().username, reason: "1行は6月分に入れ直すと確認"},
  ]);
  expect(await runRelease(home, "2025-06-03T00:00:00Z")).toBe("published");
  expect(overtimeFiles(root)).toEqual(["時間外_2024.csv ", "時間外_5月.csv 1行は6月分に入れ直すと確認"]);
  expect(kaikaku(root, ["explain", "F-overtime_over_480h-R6"]).stdout).toMatch(
    new RegExp(`保留を受付: ${userInfo().username}、.*理由「1行は6月分に入れ直すと確認」`),
  );

  expect(kaikaku(root, ["reject", batch, "--reason", "5月分は誤り"]).stdout).toContain(
    "前のファイルに戻ります",
  );
  expect(await runRelease(home, "2025-06-04T00:00:00Z")).toBe("published");
  expect(overtimeFiles(root)).toEqual(["時間外_2024.csv "]);
  expect(status(root).decisions.map(({decision}) => decision)).toEqual(["reject", "accept"]);
});

test("a file that was sent again takes the held one's place, by period", async () => {
  const root = temporaryFolder();
  const home = smallCity(root);
  kaikaku(root, [
    "ingest",
    "--clock-is-right",
    join(home.inbox, "見本_局区.csv"),
    join(home.inbox, "名簿_2024.csv"),
  ]);
  send(home, {"時間外_5月.csv": [...MAY, WRONG].join("\n")});
  expect(kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "時間外_5月.csv")]).status).toBe(2);
  send(home, {"時間外_5月_再提出.csv": MAY.join("\n")});
  expect(
    kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "時間外_5月_再提出.csv")]).status,
  ).toBe(0);
  expect(status(root).held).toEqual([]);
  const [{batch_id} = {batch_id: 0}] = await ledgerRows(
    home,
    "select batch_id from intake.batches where state = 'held'",
  );
  const late = kaikaku(root, ["accept", String(batch_id), "--reason", "やはり使う"]);
  expect(late).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("後から届いたファイルが使われています"),
  });
  expect(await ledgerRows(home, "from intake.decisions")).toEqual([]);
});

test("a file of which nothing can be read waits until one of its name is right, and cannot be accepted", () => {
  const root = temporaryFolder();
  const home = smallCity(root);
  send(home, {"時間外_6月.csv": [HEADINGS.overtime, WRONG].join("\n")});
  expect(kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "時間外_6月.csv")]).status).toBe(2);
  const [held] = status(root).held;
  expect(held).toMatchObject({accepted_count: 0, periods: []});
  expect(kaikaku(root, ["accept", String(held?.batch_id), "--reason", "使う"]).stderr).toContain(
    "読める行が一つもありません",
  );
  send(home, {"時間外_6月.csv": [HEADINGS.overtime, ...overtime("2024-06", "1:00")].join("\n")});
  expect(kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "時間外_6月.csv")]).status).toBe(0);
  expect(status(root).held).toEqual([]);
});

test("a survey of which an option has no number is not accepted without it: its n and its rates would be others", async () => {
  const root = temporaryFolder();
  const home = await publishedCity(root);
  const options = ["そう思う,肯定,,160", "そう思わない,否定,52,160"];
  const rows = options.map((option) => `R6,職員アンケート,職員,コスト意識,${option}`);
  send(home, {
    "アンケート.csv": ["年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数", ...rows].join("\n"),
  });
  const sent = kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "アンケート.csv")]);
  expect(sent.status).toBe(2);
  expect(sent.stdout).toContain("2行目「回答数」: 空欄です。");
  expect(sent.stdout).not.toContain("このまま使うには");
  const [held] = status(root).held;
  const batch = String(held?.batch_id);
  const accepted = kaikaku(root, ["accept", batch, "--reason", "残りの1行で足りる"]);
  expect(accepted.status).toBe(1);
  expect(accepted.stderr).toContain(
    `受付番号${batch}（アンケート.csv）は、読めない1行を除いて使うことができません。アンケート集計は、選択肢が一つ欠けると、回答数（n）と割合が違うものになるためです。`,
  );
  expect(accepted.stderr).toContain(`reply ${batch} で作る手紙と直し用のExcel`);
  expect(status(root).held).toHaveLength(1);
}, 60_000);
