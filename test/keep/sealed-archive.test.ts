import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {archivedFile, readingArchived} from "../../pipelines/installation/archive.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {unseal} from "../../pipelines/installation/seal.ts";
import {compactBatches} from "../../pipelines/intake/load/compact-batches.ts";
import {ARCHIVE_PROBE} from "../../pipelines/keep/archive-probe.ts";
import {RIGHTS_PROBE} from "../../pipelines/keep/rights-probe.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {ledgerRows, overtime, publishedCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {sha256} from "../torture/expect-whole.ts";

const {folder, remove} = lastingFolder();
const root = join(folder, "city");
const KEY = join(folder, "keys", "archive-key");
const NOW = new Date("2025-06-10T00:00:00Z");
let home: Home;

beforeAll(async () => {
  home = await publishedCity(root);
  mkdirSync(join(folder, "keys"));
});
afterAll(remove);

async function troubles(): Promise<string[]> {
  return (await ARCHIVE_PROBE.examine({home, now: NOW})).map(({state, what}) => `${state} ${what}`);
}

function name(key: string): void {
  writeFileSync(join(root, "settings.yaml"), `encryption:\n  key_file: ${key}\n`, {mode: 0o640});
}

function ingest(fileName: string, lines: string[]): number | null {
  const file = join(folder, fileName);
  writeFileSync(file, `${[HEADINGS.overtime, ...lines].join("\n")}\n`);
  return kaikaku(root, ["ingest", "--clock-is-right", file]).status;
}

test("a key is made once, for its owner alone, and never within the installation", () => {
  expect(kaikaku(root, ["seal", "--new-key", KEY])).toMatchObject({status: 0, stderr: ""});
  expect((statSync(KEY).mode & 0o777).toString(8)).toBe("600");
  const key = readFileSync(KEY, "utf8");
  expect(kaikaku(root, ["seal", "--new-key", KEY]).stderr).toContain("もうあります");
  expect(readFileSync(KEY, "utf8")).toBe(key);
  for (const place of [join(root, "key"), join(home.output, "key")])
    expect(kaikaku(root, ["seal", "--new-key", place]).stderr).toContain("ほかの場所に置いてください");
  expect(kaikaku(root, ["seal"]).stderr).toContain("暗号の鍵が決まっていません");
  name(join(root, "secret"));
  expect(kaikaku(root, ["seal"]).stderr).toContain("ほかの場所に置いてください");
});

test("what does not hold what its name says is not called sealed, and nothing under a sealed name is in the way of what does", () => {
  name(KEY);
  const [first = "", second = ""] = readdirSync(home.archive).map((file) => join(home.archive, file));
  const [whole, sender] = [readFileSync(first), readFileSync(second)];
  appendFileSync(first, "changed");
  writeFileSync(`${second}.sealed`, "laid there");
  const {status, stderr} = kaikaku(root, ["seal"]);
  expect([status, stderr]).toEqual([2, expect.stringContaining(first)]);
  expect(readFileSync(first).equals(Buffer.concat([whole, Buffer.from("changed")]))).toBe(true);
  expect(existsSync(second)).toBe(false);
  unseal(`${second}.sealed`, {to: second, key: Buffer.from(readFileSync(KEY, "utf8").trim(), "hex")});
  expect(readFileSync(second).equals(sender)).toBe(true);
  for (const file of readdirSync(home.archive)
    .map((file) => join(home.archive, file))
    .filter((file) => file.endsWith(".sealed"))) {
    unseal(file, {
      to: file.slice(0, -".sealed".length),
      key: Buffer.from(readFileSync(KEY, "utf8").trim(), "hex"),
    });
    rmSync(file);
  }
  writeFileSync(first, whole);
});

test("what lies open is named by doctor and sealed by a command; what comes later is sealed at once", async () => {
  name(KEY);
  expect(await troubles()).toEqual([expect.stringMatching(/^warning 暗号化していない保管ファイルが\d+件/)]);
  const people = readdirSync(home.archive).map((file) => readFileSync(join(home.archive, file)));
  expect(people.some((bytes) => bytes.includes("000001"))).toBe(true);
  expect(kaikaku(root, ["seal"])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("件の保管ファイルを暗号化"),
  });
  expect(ingest("時間外_4月.csv", overtime("2025-04", "40:00"))).toBe(0);
  expect(ingest("時間外_4月訂正.csv", overtime("2025-04", "41:00"))).toBe(0);
  expect(
    ingest("時間外_5月.csv", ["000001,2025-05,平日時間外,通常,xx:00", ...overtime("2025-06", "1:00")]),
  ).toBe(2);
  const kept = readdirSync(home.archive);
  expect(kept.filter((file) => !file.endsWith(".sealed"))).toEqual([]);
  expect(kept.some((file) => readFileSync(join(home.archive, file)).includes("000001"))).toBe(false);
  expect(await troubles()).toEqual([]);
});

test("a mending workbook and the rows of an old batch are made from sealed files, and nothing of them stays open", async () => {
  const [held] = await ledgerRows(
    home,
    "select batch_id from intake.batches where file_name = '時間外_5月.csv'",
  );
  const workbook = join(folder, "直し.xlsx");
  expect(kaikaku(root, ["quarantine", String(held?.batch_id), "--out", workbook]).status).toBe(0);
  const rules = {keep_unused_days: 0};
  const later = new Date("2027-01-01T00:00:00Z");
  expect(
    await withLedger(home, (ledger) => compactBatches(ledger, {home, now: later, rules})),
  ).toBeGreaterThan(0);
  const [corrected] = await ledgerRows(
    home,
    "select batch_id from intake.batches where file_name like '%訂正%'",
  );
  expect(kaikaku(root, ["reject", String(corrected?.batch_id), "--reason", "誤り"])).toMatchObject({
    status: 0,
  });
  const rows = await ledgerRows(
    home,
    "select count(*)::integer as n from raw.overtime inner join intake.batches using (batch_id) where file_name = '時間外_4月.csv'",
  );
  expect(rows).toEqual([{n: 2}]);
  expect(readdirSync(home.scratch)).toEqual([]);
});

test("no key, a wrong key, an open key and a changed file are told apart", async () => {
  const [known] = await ledgerRows(
    home,
    "select sha256 from intake.batches where file_name = '時間外_4月.csv'",
  );
  const path = archivedFile(home, String(known?.sha256)) ?? "";
  expect(await readingArchived(home, path, (readable) => sha256(readFileSync(readable, "utf8")))).toBe(
    known?.sha256,
  );
  const {mode} = statSync(KEY);
  renameSync(KEY, `${KEY}.away`);
  expect(await troubles()).toEqual([expect.stringContaining("がありません。鍵の写しをそこに置くか")]);
  expect(kaikaku(root, ["ingest", "--clock-is-right", join(folder, "時間外_4月.csv")]).status).toBe(0);
  kaikaku(root, ["seal", "--new-key", KEY]);
  expect([...new Set((await troubles()).map((what) => /別の鍵/.test(what)))]).toEqual([true]);
  renameSync(`${KEY}.away`, KEY);
  writeFileSync(KEY, readFileSync(KEY), {mode});
  writeFileSync(join(folder, "open-key"), readFileSync(KEY), {mode: 0o644});
  name(join(folder, "open-key"));
  expect((await RIGHTS_PROBE.examine({home, now: NOW})).map(({mend}) => mend).join()).toContain("chmod 600");
  name(KEY);
  appendFileSync(path, "x");
  expect(await troubles()).toEqual([expect.stringContaining("余分なもの")]);
  writeFileSync(join(root, "settings.yaml"), "{}\n");
  expect(await troubles()).toEqual([expect.stringContaining("鍵の場所が settings.yaml にありません")]);
});

test("the key for staff keys may lie where the ledger's reader cannot read it", async () => {
  const place = join(folder, "keys", "staff-key");
  renameSync(home.secret, place);
  expect(ingest("時間外_7月.csv", overtime("2025-07", "1:00"))).toBe(1);
  writeFileSync(join(root, "settings.yaml"), `staff_key_file: ${place}\n`);
  expect(openHome(root).secret).toBe(place);
  expect(ingest("時間外_7月.csv", overtime("2025-07", "1:00"))).toBe(0);
  writeFileSync(join(root, "settings.yaml"), `staff_key_file: >-\n  ${place}\n`);
  expect(kaikaku(root, ["ingest", "--clock-is-right", join(folder, "時間外_7月.csv")]).stderr).toContain(
    "1行で書いてください",
  );
});
