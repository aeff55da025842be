import {readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {readLog} from "../../pipelines/access/read-log.ts";
import {run} from "../../pipelines/build/run.ts";
import {workbookBytes} from "../../pipelines/engine/write-workbook.ts";
import {keepInArchive} from "../../pipelines/installation/archive.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {ARCHIVE_PROBE} from "../../pipelines/keep/archive-probe.ts";
import {deletionText} from "../../reports/terminal/person-holdings.ts";
import type {PersonHoldings} from "../../schemas/person-holdings.ts";
import {overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

const LOG = {info: () => {}, warn: () => {}, progress: () => {}};
const {folder, remove} = lastingFolder();
const root = join(folder, "home");
let home: Home;

/** A city that also holds a file with a bad row of the person, two that were refused, and one that waits. */
beforeAll(async () => {
  home = await publishedCity(root);
  send(home, {
    "時間外_5月.csv": [
      HEADINGS.overtime,
      ...overtime("2024-05", "31:00"),
      "000002,2024/13,平日時間外,通常,1:00",
      "000001,2024/13,平日時間外,通常,1:00",
    ].join("\n"),
  });
  await run({home, now: new Date("2025-06-04T00:00:00Z"), log: LOG});
  writeFileSync(
    join(home.refused, "2024-01-01T000000_メモ.csv"),
    "番号,備考\n０００００２,x\n000001,y 000002\n1000002,z\n",
  );
  const sheets = [{name: "一覧", rows: [["番号"], ["000002"]]}];
  const workbook = await workbookBytes({title: "一覧", sheets});
  writeFileSync(join(home.refused, "2026-01-01T000000_一覧.xlsx"), workbook);
  writeFileSync(join(home.refused, "2026-01-01T000000_壊れ.xlsx"), Buffer.from("504b030400", "hex"));
  send(home, {"時間外_6月.csv": [HEADINGS.overtime, ...overtime("2024-06", "31:00")].join("\n")});
});
afterAll(remove);

function holdings(number: string): PersonHoldings {
  return JSON.parse(kaikaku(root, ["person", number, "--json"]).stdout);
}

test("one person is found in every place, with the rows to mend, and nobody else is shown", () => {
  const {rows, files, cells, unread} = holdings("000002");
  expect(rows).toMatchObject([
    {batch_id: 2, source_title: "職員名簿", row_count: 1, is_in_force: true},
    {batch_id: 3, row_count: 1},
    {batch_id: 4, file_name: "時間外_2024.csv", row_count: 12, from: "2024-04-01", to: "2025-03-01"},
    {batch_id: 5, file_name: "時間外_5月.csv", row_count: 1, is_in_force: false},
  ]);
  const places = Object.fromEntries(
    files.map(({name, places, count}) => [name, [count, places.slice(0, 2)]]),
  );
  expect(places).toEqual({
    "名簿_2024.csv": [1, ["3行目"]],
    "名簿_2025.csv": [1, ["3行目"]],
    "時間外_2024.csv": [12, ["3行目", "5行目"]],
    "時間外_5月.csv": [2, ["3行目", "4行目"]],
    "2024-01-01T000000_メモ.csv": [2, []],
    "2026-01-01T000000_一覧.xlsx": [1, []],
    "時間外_6月.csv": [1, ["3行目"]],
  });
  expect(cells).toEqual([]);
  expect(unread.map(({name}) => name)).toEqual(["2026-01-01T000000_壊れ.xlsx"]);
  const {stdout} = kaikaku(root, ["person", "０００００２"]);
  expect(stdout).toContain("時間外_5月.csv（受付番号5）");
  expect(stdout).toContain("訂正するには");
  for (const other of ["000001", "101000"]) expect(stdout).not.toContain(other);
  expect(readdirSync(home.scratch)).toEqual([]);
});

test("the search is recorded, with whom it was about, readable with that person's key only", () => {
  kaikaku(root, ["person", "000002"]);
  expect([...readLog(home)].at(-1)?.what).toBe('person {"delete":false}（職員番号 000002 について）');
  expect(readFileSync(home.accessLog, "utf8")).not.toContain("000002");
});

test("nothing of a person who is nowhere, and no search for what is no staff number", () => {
  expect(kaikaku(root, ["person", "987654"]).stdout).toContain("この設備には、その職員番号はありません");
  expect(kaikaku(root, ["person", "12345"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("6桁"),
  });
});

test("a deletion is told its day before the term, and its way after", () => {
  expect(kaikaku(root, ["person", "000002", "--delete"]).stdout).toContain(
    "npx kaikaku discard 2024-01-01T000000_メモ.csv --by",
  );
  const {text, isDue} = deletionText(holdings("000002").files, "2026-06-01");
  expect(isDue).toBe(false);
  expect(text).toContain("時間外_2024.csv は、残す期間の中なので消せません。令和13年4月1日から消せます。");
  expect(text).toContain("2024-01-01T000000_メモ.csv は、もう消せます");
  expect(text).toContain("--order 根拠");
  const file = {
    kind: "archive",
    name: "a.csv",
    batch_ids: [3, 9],
    places: [],
    count: 1,
    until: "2031-04-01",
  } as const;
  const files = [{...file, batch_ids: [...file.batch_ids], places: []}];
  expect(deletionText(files, "2031-03-31")).toMatchObject({isDue: false});
  expect(deletionText(files, "2031-04-01")).toMatchObject({
    isDue: true,
    text: expect.stringContaining("discard 9 --by"),
  });
});

test("a kept file that no batch knows, left by a process that died, is searched, too, and told by doctor", async () => {
  const troubles = async () =>
    (await ARCHIVE_PROBE.examine({home, now: new Date("2025-06-10T00:00:00Z")})).map(({what}) => what);
  expect(await troubles()).toEqual([]);
  const sent = join(root, "時間外_7月.csv");
  writeFileSync(sent, [HEADINGS.overtime, ...overtime("2024-07", "31:00")].join("\n"));
  const {sha256} = fingerprintOf(sent);
  keepInArchive(home, {from: sent, sha256, check: () => {}});
  const lost = `${sha256}.csv`;
  expect(holdings("000002").files.filter(({name}) => name === lost)).toMatchObject([
    {kind: "archive", batch_ids: [], places: ["3行目"], until: null},
  ]);
  const {stdout} = kaikaku(root, ["person", "000002", "--delete"]);
  expect(stdout).toContain(`${lost} は、どの受付にもありません`);
  expect(await troubles()).toEqual([expect.stringContaining(lost)]);
  await workingAlone(home, async () => expect(await troubles()).toEqual([]));
  rmSync(join(home.archive, lost));
});

test("without the key of the ledger it says so instead of finding nobody, and makes no key", () => {
  rmSync(home.secret);
  expect(kaikaku(root, ["person", "000002"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("職員番号の鍵"),
  });
  expect(readdirSync(root)).not.toContain("secret");
});
