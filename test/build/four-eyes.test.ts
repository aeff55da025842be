import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {userInfo} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {approve, rollBack} from "../../pipelines/build/approve.ts";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {accountNumbers, cityHands} from "../../pipelines/build/city-hands.ts";
import {mustBeAnothers, ownFilesIn} from "../../pipelines/build/four-eyes.ts";
import {planOf} from "../../pipelines/build/plan.ts";
import {run} from "../../pipelines/build/run.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {accountHere} from "../../pipelines/installation/account.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {readingLedger} from "../../pipelines/ledger/read.ts";
import {currentRelease, readManifest} from "../../pipelines/releases/history.ts";
import {type Account, mayBeOnePerson} from "../../schemas/account.ts";
import type {OwnFile} from "../../schemas/release-manifest.ts";
import {ledgerRows, overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";

const LOG = {info: () => {}, warn: () => {}, progress: () => {}};
const ME = userInfo().username;
const WHO = {by: "課長 山田", reason: "訂正の届出を確かめた"};
const WRONG = "000002,2024/13,平日時間外,通常,1:00";
const CORRECTION = [HEADINGS.overtime, ...overtime("2024-05", "500:00"), WRONG].join("\n");

/** A city whose held correction this account loaded and accepted; its candidate waits for a person. */
describe("who loaded or accepted, and who approves", () => {
  const {folder, remove} = lastingFolder();
  const root = join(folder, "home");
  let home: Home;
  const options = () => ({
    home,
    now: new Date("2025-06-04T00:00:00Z"),
    log: LOG,
    clock: "is_right" as const,
  });
  const candidateId = () => String(waitingCandidate(home)?.manifest.releaseId);

  beforeAll(async () => {
    home = await publishedCity(root);
    send(home, {"時間外_5月訂正.csv": CORRECTION});
    await run(options());
    const accepted = kaikaku(root, ["accept", "5", "--reason", "1行は来月", "--by", "係長 佐藤"], undefined, {
      SUDO_USER: "sato",
    });
    expect([accepted.status, accepted.stderr]).toEqual([0, ""]);
    expect((await run(options())).outcome.kind).toBe("waiting");
  });
  afterAll(remove);

  test("the ledger keeps the accounts beside the name", async () => {
    expect(
      await ledgerRows(home, "select act, name, sudo_user from intake.hands where batch_id = 5 order by act"),
    ).toEqual([
      {act: "accept", name: ME, sudo_user: "sato"},
      {act: "load", name: ME, sudo_user: null},
    ]);
    expect(await ledgerRows(home, "select decided_by, reason from intake.decisions")).toEqual([
      {decided_by: "係長 佐藤", reason: "1行は来月"},
    ]);
  });

  test("only the files that the release brings count, and only of accounts that may be one person", async () => {
    const candidate = waitingCandidate(home);
    if (!candidate) throw new Error("nothing waits");
    const plan = await planOf(home, candidate);
    const own = async (account: Account) => {
      const files = await readingLedger(home, (ledger) => ownFilesIn(ledger, {plan, account}));
      return files.map(({act, fileName}) => `${act} ${fileName}`);
    };
    const [accept, load] = ["accept 時間外_5月訂正.csv", "load 時間外_5月訂正.csv"];
    expect(await own(accountHere())).toEqual([load, accept]);
    expect(await own({name: "sato", sudo_user: null})).toEqual([accept]);
    expect(await own({name: "root2", sudo_user: "sato"})).toEqual([accept]);
    expect(await own({name: "suzuki", sudo_user: null})).toEqual([]);
    expect(await own({name: ME, sudo_user: "suzuki"})).toEqual([load, accept]);
  });

  test("where the city wants four eyes, the account is refused, and told what it did itself", () => {
    const policy = join(home.city, "release-policy.yaml");
    const recorded = readFileSync(policy, "utf8");
    writeFileSync(policy, recorded.replace("four_eyes: recorded", "four_eyes: required"));
    expect(kaikaku(root, ["plan", "--clock-is-right"]).status).toBe(2);
    const refused = kaikaku(root, ["approve", candidateId(), "--by", WHO.by, "--reason", WHO.reason]);
    writeFileSync(policy, recorded);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("four_eyes")]);
    expect(refused.stderr).toContain(`（${ME}）`);
    expect(refused.stderr).toContain("時間外_5月訂正.csv（受付番号5、取込み）");
    expect(currentRelease(home)?.releaseId).not.toBe(candidateId());
  });

  test.each(["", "  ", "　", "\u200B\u2060", "\u3164", "\n\t"])(
    "no name and no reason is %j",
    async (blank) => {
      await expect(approve(candidateId(), {...WHO, reason: blank}, options())).rejects.toThrow("理由");
      await expect(approve(candidateId(), {...WHO, by: blank}, options())).rejects.toThrow("氏名");
      await expect(rollBack("2025-06-02", {by: blank, reason: "x"}, options())).rejects.toThrow("氏名");
      await expect(rollBack("2025-06-02", {by: null, reason: blank}, options())).rejects.toThrow("理由");
    },
  );

  test("nor is it of who rejects, and nothing is decided", async () => {
    expect(kaikaku(root, ["reject", "5", "--reason", "　"]).status).toBe(1);
    expect(kaikaku(root, ["reject", "5", "--reason", "x", "--by", "　"]).status).toBe(1);
    expect(await ledgerRows(home, "from intake.decisions")).toHaveLength(1);
  });

  test("where one account is enough it may, and the release says that it did", async () => {
    const {outcome} = await run(options());
    expect(outcome.kind).toBe("waiting");
    const id = candidateId();
    const said = kaikaku(root, ["approve", id, "--by", WHO.by, "--reason", WHO.reason, "--clock-is-right"]);
    expect([said.status, said.stdout]).toEqual([0, expect.stringContaining("ファイル2件を含む")]);
    expect(readManifest(home, id).approval).toEqual({
      ...WHO,
      account: accountHere(),
      ownFiles: [
        {batchId: 5, fileName: "時間外_5月訂正.csv", act: "load"},
        {batchId: 5, fileName: "時間外_5月訂正.csv", act: "accept"},
      ],
      cityFiles: [],
    });
    expect(kaikaku(root, ["releases"]).stdout).toContain(`利用者 ${ME}、自分で扱った2件を含む`);
  });
});

test("a policy that does not say is the strict one; another's files are nobody's trouble", () => {
  const file: OwnFile = {batchId: 1, fileName: "a.csv", act: "load"};
  const asked = {releaseId: "x", account: {name: "sato", sudo_user: null}};
  const own = {ownFiles: [file], cityFiles: []};
  expect(() => mustBeAnothers(own, {...asked, fourEyes: "required"})).toThrow("a.csv");
  expect(() => mustBeAnothers({ownFiles: [], cityFiles: []}, {...asked, fourEyes: "required"})).not.toThrow();
  expect(() => mustBeAnothers(own, {...asked, fourEyes: "recorded"})).not.toThrow();
});

test("one account is one person, whoever came to it through sudo", () => {
  const [kaikakuBySato, kaikakuBySuzuki] = ["sato", "suzuki"].map((who) => ({
    name: "kaikaku",
    sudo_user: who,
  }));
  if (!kaikakuBySato || !kaikakuBySuzuki) throw new Error("two accounts");
  const suzuki = {name: "suzuki", sudo_user: null};
  expect(mayBeOnePerson(kaikakuBySato, kaikakuBySuzuki)).toBe(true);
  expect(mayBeOnePerson(kaikakuBySuzuki, suzuki)).toBe(true);
  expect(mayBeOnePerson(suzuki, kaikakuBySuzuki)).toBe(true);
  expect(mayBeOnePerson(kaikakuBySato, suzuki)).toBe(false);
  expect(mayBeOnePerson({name: "sato", sudo_user: null}, suzuki)).toBe(false);
});

test("a ledger of version 6 learns whose hands; whoever changes them is found out", async () => {
  const home = await publishedCity(temporaryFolder());
  const old = await openWritable(home.ledger);
  await old.run(`drop table intake.hands; delete from intake.contents where relation = 'intake.hands';
    delete from intake.schema_version; insert into intake.schema_version values (6, current_timestamp)`);
  old.close();
  (await openLedger(home)).close();
  expect(await ledgerRows(home, "from intake.hands")).toEqual([]);
  send(home, {"時間外_5月訂正.csv": CORRECTION});
  await run({home, now: new Date("2025-06-04T00:00:00Z"), log: LOG});
  const forged = await openWritable(home.ledger);
  await forged.run("update intake.hands set name = 'another'");
  forged.close();
  await expect(openLedger(home)).rejects.toThrow("取り込んだ・決めた利用者の記録");
});

test("who sent a file and who accepted it keep their hands in it when another has it read anew", async () => {
  const root = temporaryFolder();
  const home = await publishedCity(root);
  send(home, {"時間外_5月訂正.csv": CORRECTION});
  const as = (sudoUser: string, ...words: string[]) =>
    kaikaku(root, words, undefined, {SUDO_USER: sudoUser}).stderr;
  as("tanaka", "run", "--clock-is-right");
  as("sato", "accept", "5", "--reason", "1行は来月");
  mkdirSync(join(home.city, "sources"), {recursive: true});
  writeFileSync(
    join(home.city, "sources/overtime.yaml"),
    "values: {hour_kind: {夜間: {as: 平日時間外, reason: 課の言い方}}}\n",
  );
  as("suzuki", "rebuild", "--words", "--reason", "言葉を足した");
  const hands = await ledgerRows(
    home,
    "select act, sudo_user from intake.hands join intake.batch_states using (batch_id) where file_name = '時間外_5月訂正.csv' and state = 'accepted' order by all",
  );
  expect(hands.map(({act, sudo_user}) => `${act} ${sudo_user}`)).toEqual([
    "accept sato",
    "accept suzuki",
    "load suzuki",
    "load tanaka",
  ]);
});

describe("who changed the city's folder", () => {
  const changed = (file: string) => ({file, change: "changed" as const, keys: []});
  const me = process.getuid?.() ?? 0;

  test("is who owns the changed file; of one that is gone nobody can say", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "kpis.yaml"), "");
    const files = [changed("kpis.yaml"), changed("privacy.csv")];
    const written = {own: new Set<string>(), others: new Set<string>()};
    expect(cityHands(folder, {changed: files, mine: [me], written})).toEqual([
      {file: "kpis.yaml", by: "approver"},
      {file: "privacy.csv", by: "unknown"},
    ]);
    expect(cityHands(folder, {changed: files, mine: [me + 1], written})[0]?.by).toBe("another");
    expect(accountNumbers({SUDO_UID: "4711"})).toEqual([me, 4711]);
    expect(accountNumbers({})).toEqual([me]);
  });

  test("who changed a definition does not approve what comes of it, and where one is enough, the release says so", async () => {
    const root = temporaryFolder();
    const home = await publishedCity(join(root, "home"));
    const policy = join(home.city, "release-policy.yaml");
    const recorded = readFileSync(policy, "utf8");
    writeFileSync(policy, recorded.replace("four_eyes: recorded", "four_eyes: required"));
    const kpis = join(home.city, "kpis.yaml");
    writeFileSync(
      kpis,
      readFileSync(kpis, "utf8").replace("target: { value: 200000,", "target: { value: 190000,"),
    );
    const said = kaikaku(home.root, ["plan", "--clock-is-right"]);
    expect([said.status, said.stderr]).toEqual([2, expect.anything()]);
    const id = String(waitingCandidate(home)?.manifest.releaseId);
    const approving = ["approve", id, "--by", WHO.by, "--reason", WHO.reason, "--clock-is-right"];
    const refused = kaikaku(home.root, approving);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("city/kpis.yaml")]);
    expect(refused.stderr).toContain("自分で書いた市のフォルダーの決めごと");
    writeFileSync(policy, recorded);
    kaikaku(home.root, ["plan", "--clock-is-right"]);
    const again = String(waitingCandidate(home)?.manifest.releaseId);
    const approved = kaikaku(home.root, [approving[0] ?? "", again, ...approving.slice(2)]);
    expect(readManifest(home, again).approval?.cityFiles).toEqual([{file: "kpis.yaml", by: "approver"}]);
    expect([approved.status, approved.stderr]).toEqual([0, expect.anything()]);
    expect(approved.stdout).toContain("自分で書いた市のフォルダーのファイル1件を含む");
    expect(kaikaku(home.root, ["releases"]).stdout).toContain("自分で書いた市の決めごと1件を含む");
  });
});
