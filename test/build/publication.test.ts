import {readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {stoppedConditions} from "../../pipelines/alerts/release-conditions.ts";
import {prepare} from "../../pipelines/build/prepare.ts";
import {publicationOf} from "../../pipelines/build/publication.ts";
import {run} from "../../pipelines/build/run.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {overtime, publishedCity, send, smallCity} from "../figures/small-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = "2025-06-02T00:00:00Z";
const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const OPTIONS = {now: new Date(NOW), log: SILENT, clock: "is_right" as const};
/** Names of columns, checks and keys are the program's words; the kernel's settings (kernel.x_y=1) are an administrator's. */
const OUR_WORDS = /staff_key|checks\.|(?<![.\w])[a-z]+(_[a-z]+)+=/;

function cityWithout(file: string, root = temporaryFolder()): {root: string; home: Home} {
  const home = smallCity(root);
  rmSync(join(home.inbox, file));
  return {root, home};
}

const MESSAGE = "職員名簿の局区コードが局区一覧にないか";

/** A city whose list lacks the bureau of eight people, and came after its rosters. */
async function cityWithShortList(): Promise<{root: string; home: Home}> {
  const city = cityWithout("見本_局区.csv");
  await withLedger(city.home, async (ledger) => {
    for (const name of ["名簿_2024.csv", "名簿_2025.csv"])
      await ingestFile(ledger, join(city.home.inbox, name), {home: city.home, now: OPTIONS.now});
  });
  const short = BUREAUS.split("\n").filter((line) => !line.startsWith("2040"));
  send(city.home, {"見本_局区.csv": short.join("\n")});
  return city;
}

function publishes(command: string): boolean {
  return command === "plan" || command === "run";
}

/** What status, doctor, scoreboard, health and plan say, and with which exit codes. */
function told(root: string): Record<string, {status: number | null; text: string}> {
  return Object.fromEntries(
    ["status", "doctor", "scoreboard", "health", "plan", "run"].map((command) => {
      const {status, stdout, stderr} = kaikaku(root, [
        command,
        ...(publishes(command) ? ["--clock-is-right"] : []),
      ]);
      return [command, {status, text: `${stdout}${stderr}`}];
    }),
  );
}

describe("a city whose bureau list is missing", () => {
  const WAITS = "局区一覧がまだ取り込まれていないため";

  test("has its release, and is told by plan, run and status what its rows wait for", async () => {
    const city = cityWithout("見本_局区.csv");
    const [planned, ran] = ["plan", "run"].map((command) =>
      kaikaku(city.root, [command, "--clock-is-right"]),
    );
    expect([planned?.status, ran?.status]).toEqual([0, 0]);
    for (const told of [planned, ran]) {
      expect(told?.stdout).toContain(`待ち  ${WAITS}`);
      expect(told?.stdout).toContain("（24人、48行）");
      expect(told?.stdout).toContain("名簿_2024.csv（職員名簿、受付番号1、24行）");
      // The people stand on a roster: what is missing is not a roster.
      expect(told?.stdout).not.toMatch(/誤り|注意|どの職員名簿にもいません/);
      expect(told?.stdout).not.toMatch(OUR_WORDS);
    }
    const status = kaikaku(city.root, ["status"]).stdout;
    expect(status).toContain(WAITS);
    expect(status).not.toMatch(OUR_WORDS);
    expect(JSON.parse(kaikaku(city.root, ["kpi", "--json"]).stdout)).toEqual([]);
  });

  test("waits for nothing once the list has come, and has its figures", async () => {
    const city = cityWithout("見本_局区.csv");
    await run({home: city.home, ...OPTIONS});
    send(city.home, {"見本_局区.csv": BUREAUS});
    const {outcome} = await run({home: city.home, ...OPTIONS});
    expect(outcome).toMatchObject({kind: "published", findings: []});
    const figures = kaikaku(city.root, ["kpi", "--kpi", "overtime_over_480h", "--json"]).stdout;
    expect(JSON.parse(figures)).toContainEqual(expect.objectContaining({fiscal_year: 2024, value: 1}));
  });
});

describe("a city whose bureau list lacks a bureau", () => {
  test("is told so first, by every command, with people, files, numbers and the remedy", async () => {
    const city = await cityWithShortList();
    const {outcome: stopped} = await run({home: city.home, ...OPTIONS});
    if (stopped.kind !== "stopped") throw new Error(`the release was ${stopped.kind}`);
    const said = told(city.root);
    const [alert] = stoppedConditions(stopped.findings);
    expect(alert?.remedy).toContain("名簿_2024.csv（職員名簿、受付番号1、8行）");
    expect(alert?.remedy).not.toMatch(OUR_WORDS);
    for (const [command, {text}] of Object.entries(said)) {
      expect([command, text]).toEqual([command, expect.stringContaining(MESSAGE)]);
      expect([command, text]).toEqual([command, expect.stringContaining("（8人、16行）")]);
      expect([command, text]).toEqual([
        command,
        expect.stringContaining("を加えて受け箱に入れ、npx kaikaku run を実行する"),
      ]);
      expect([command, text]).toEqual([command, expect.not.stringMatching(OUR_WORDS)]);
      // The people stand on a roster: what is missing is not a roster.
      expect([command, text]).toEqual([command, expect.not.stringContaining("どの職員名簿にもいません")]);
    }
    const numbered = "名簿_2024.csv（職員名簿、受付番号1、8行）";
    for (const command of ["status", "doctor", "scoreboard", "plan", "run"])
      expect(said[command]?.text).toContain(numbered);
    expect(said.status?.text.split("\n")[1]).toContain(MESSAGE);
    expect(said.doctor?.text.split("\n")[0]).toContain("注意  公開: 点検の誤りで公開できません");
    expect(said.run?.text).toContain("公開版はまだ一つもありません");
    expect(said.run?.text).not.toContain("のままです");
    const codes = Object.values(said).map(({status}) => status);
    expect(codes).toEqual([0, 2, 1, 1, 1, 1]);
  });

  test("is led to a held file that may be the missing one", async () => {
    const city = await cityWithShortList();
    send(city.home, {"見本_局区_全部.csv": BUREAUS.replace("1972-04-01,,,,2", "いつか,,,,2")});
    await run({home: city.home, ...OPTIONS});
    const {stdout} = kaikaku(city.root, ["status"]);
    expect(stdout).toContain("保留中の局区一覧「見本_局区_全部.csv」（受付番号");
    expect(stdout).toMatch(/直し方: npx kaikaku reply \d+ で手紙と直し用のExcelを作って/);
  });

  test("keeps no key of a person in the candidate's note or in JSON", async () => {
    const city = await cityWithShortList();
    await run({home: city.home, ...OPTIONS});
    const [note = ""] = readdirSync(city.home.candidates).filter((file) => file.endsWith(".json"));
    const {findings} = JSON.parse(readFileSync(join(city.home.candidates, note), "utf8"));
    expect(JSON.stringify(findings)).not.toMatch(/staff_key|(?<![0-9a-f])\d{12,}(?![0-9a-f])/);
    const {publication} = JSON.parse(kaikaku(city.root, ["status", "--json"]).stdout);
    expect(publication).toMatchObject({kind: "stopped", release_id: null});
    expect(JSON.stringify(publication)).not.toContain("staff_key");
    const plan = JSON.parse(kaikaku(city.root, ["plan", "--json", "--clock-is-right"]).stdout);
    expect(JSON.stringify(plan.findings)).not.toContain("staff_key");
    const health = JSON.parse(kaikaku(city.root, ["health", "--json"]).stdout);
    expect(health.stopped).toHaveLength(1);
  });
});

describe("rows that name what nobody knows", () => {
  test("are held for the list that they are missing from, and for no other", async () => {
    const {root, home} = cityWithout("時間外_2024.csv");
    await run({home, ...OPTIONS});
    send(home, {
      "用紙.csv": ["局区名,区分,用紙,年月,枚数", "知らない局,学校等以外,A4,2024-04,10"].join("\n"),
      "時間外.csv": [HEADINGS.overtime, "999999,2024-05,平日時間外,通常,1:00"].join("\n"),
    });
    const {stdout} = kaikaku(root, ["run", "--clock-is-right"]);
    expect(stdout).toContain("1行の局区名が、局区一覧（別名を含む）にありません");
    expect(stdout).toContain("1行の職員が、職員名簿にありません");
  });
});

describe("overtime of people on no roster", () => {
  test("names people, months and the file by its number", async () => {
    const root = temporaryFolder();
    const home = sampleHome(root);
    send(home, {
      "見本_時間外.csv": [
        HEADINGS.overtime,
        ...overtime("2024-05", "10:00"),
        ...overtime("2024-06", "10:00"),
      ].join("\n"),
    });
    await run({home, ...OPTIONS});
    send(home, {
      "名簿.csv": [HEADINGS.staff, rosterLine({day: "2024-04-01", person: "000002"})].join("\n"),
      "局区.csv": BUREAUS,
    });
    const {outcome} = await run({home, ...OPTIONS});
    if (outcome.kind !== "stopped") throw new Error(`the release was ${outcome.kind}`);
    const blocking = outcome.findings.filter(({severity}) => severity === "blocking");
    expect(blocking).toMatchObject([
      {
        message: "時間外勤務のある職員が、その月のどの職員名簿にもいません",
        peopleCount: 1,
        rowCount: 2,
        files: [{fileName: "見本_時間外.csv", batchId: 1, rowCount: 2}],
        examples: [{月: "令和6年5月"}, {月: "令和6年6月"}],
      },
    ]);
  });
});

describe("what is in the way of publishing", () => {
  test("nothing, when everything is published", async () => {
    const root = temporaryFolder();
    const home = await publishedCity(root);
    expect(await publicationOf(home)).toEqual({
      kind: "published",
      release_id: currentRelease(home)?.releaseId,
    });
    expect(kaikaku(root, ["status"]).stdout).toMatch(/^次にすること\n {2}ありません。\n/);
    expect(kaikaku(root, ["doctor"]).stdout).toContain("良好  公開\n");
  });

  test("nothing was ever sent: status says where files go", () => {
    const root = temporaryFolder();
    const {stdout} = kaikaku(root, ["status"]);
    expect(stdout).toContain(`受け箱（${join(root, "inbox")}）に入れて npx kaikaku run`);
    expect(kaikaku(root, ["doctor"]).stdout).toContain("良好  公開\n");
  });

  test("files that were only taken in, and a candidate that is older than they are", async () => {
    const {root, home} = cityWithout("見本_局区.csv");
    await run({home, ...OPTIONS});
    writeFileSync(join(root, "見本_局区.csv"), `${BUREAUS}\n`);
    expect(kaikaku(root, ["ingest", "--clock-is-right", join(root, "見本_局区.csv")]).status).toBe(0);
    expect(await publicationOf(home)).toMatchObject({kind: "not_built"});
    const {stdout} = kaikaku(root, ["status"]);
    expect(stdout).not.toContain("点検の誤り");
    expect(stdout).toContain("まだ計算していません。公開版は");
    expect(kaikaku(root, ["doctor"]).stdout).toContain("直し方: npx kaikaku run を実行する");
    const {outcome} = await run({home, ...OPTIONS});
    expect([outcome.kind, (await publicationOf(home)).kind]).toEqual(["published", "published"]);
  });

  test("only held files", async () => {
    const root = temporaryFolder();
    const home = sampleHome(root);
    send(home, {"局区.csv": BUREAUS.replace("1972-04-01,,,,2", "いつか,,,,2")});
    await run({home, ...OPTIONS});
    const {stdout, status} = kaikaku(root, ["doctor"]);
    expect(status).toBe(2);
    expect(stdout).toContain("注意  公開: 届いたファイルはどれも保留で（1件）");
    expect(stdout).toContain("局区一覧「局区.csv」（受付番号1）");
  });

  test("a candidate that a person must approve, then one that plan has built and run would publish", async () => {
    const root = temporaryFolder();
    const home = await publishedCity(root);
    const first = currentRelease(home)?.releaseId;
    send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "500:00")].join("\n")});
    expect((await run({home, ...OPTIONS})).outcome.kind).toBe("waiting");
    const publication = await publicationOf(home);
    expect(publication).toMatchObject({kind: "waiting", release_id: first});
    const {stdout} = kaikaku(root, ["status"]);
    expect(stdout.split("\n")[1]).toMatch(/候補 .+ は、承認があるまで公開しません。公開版は .+ のままです。/);
    expect(stdout).toMatch(/npx kaikaku approve \S+ --by 氏名 --reason 理由 で公開する/);
    expect(kaikaku(root, ["scoreboard"]).stderr).toMatch(
      /注意 {2}.+、候補 \S+ のままで、まだ公開していません。/,
    );
    expect(kaikaku(root, ["doctor"]).stdout).toContain("注意  公開: 候補 ");

    send(home, {"時間外_5月訂正2.csv": [HEADINGS.overtime, ...overtime("2024-05", "30:00")].join("\n")});
    expect((await prepare({home, ...OPTIONS})).prepared.kind).toBe("candidate");
    expect(await publicationOf(home)).toMatchObject({kind: "ready", release_id: first});
  });

  test("a stopped candidate after a release: the scoreboard shows the release and warns", async () => {
    const root = temporaryFolder();
    const home = await publishedCity(root);
    const first = currentRelease(home)?.releaseId;
    const unknown = BUREAUS.split("\n").filter((line) => !line.startsWith("2040"));
    const list = join(root, "見本_局区_新.csv");
    writeFileSync(list, `${unknown.join("\n")}\n`);
    expect(kaikaku(root, ["ingest", list, "--as", "差替え", "--clock-is-right"]).status).toBe(0);
    const {outcome} = await run({home, ...OPTIONS});
    expect(outcome).toMatchObject({kind: "stopped", currentReleaseId: first});
    const {status, stderr, stdout} = kaikaku(root, ["scoreboard"]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("480時間")]);
    expect(stderr).toContain("注意  新しく取り込んだものは、点検の誤りで公開していません");
    const said = kaikaku(root, ["run", "--clock-is-right"]).stdout;
    expect(said).toContain(`公開版は ${first} のままです。`);
    expect(said).toContain("（8人、16行）");
    expect(said).toMatch(/例: 基準日 令和6年4月1日、局区コード 2040/);
  });

  test("a note of another version of the program, or a torn one, is no note", async () => {
    const {home} = await cityWithShortList();
    await run({home, ...OPTIONS});
    const [note = ""] = readdirSync(home.candidates).filter((file) => file.endsWith(".json"));
    const path = join(home.candidates, note);
    const text = readFileSync(path, "utf8");
    for (const other of [text.slice(0, 100), text.replace('"remedy"', '"advice"')]) {
      writeFileSync(path, other);
      expect(await publicationOf(home)).toEqual({kind: "not_built", release_id: null});
      expect((await run({home, ...OPTIONS})).outcome.kind).toBe("stopped");
    }
  });
});
