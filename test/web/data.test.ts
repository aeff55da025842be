import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readLog} from "../../pipelines/access/read-log.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {officeForTests} from "./office.ts";

const office = officeForTests();

test("an analyst sees every relation of the release with its rows and the meaning of its columns", async () => {
  const visitor = await office().signedIn("analyst");
  const list = await (await visitor.get("/data")).text();
  const said = JSON.parse(
    kaikaku(office().home.root, [
      "sql",
      "select table_name from information_schema.tables where table_schema = 'marts'",
      "--format=json",
    ]).stdout,
  ) as {table_name: string}[];
  expect(said.length).toBeGreaterThan(40);
  for (const {table_name} of said) expect(list).toContain(`href="/data/${table_name}"`);
  const one = await (await visitor.get("/data/dim_bureaus")).text();
  expect(one).toMatch(
    /<th scope="row" class="code">bureau_name<\/th><td>[^<]+<\/td><td class="code">VARCHAR<\/td>/,
  );
  expect(one).toMatch(/marts\.dim_bureaus　1行は [^　]+　3行/);
});

test("each relation comes as Excel, CSV or Parquet, as the command tells it; the log says who took it", async () => {
  const {home} = office();
  const visitor = await office().signedIn("analyst");
  const release = currentRelease(home)?.releaseId ?? "";
  const csv = await visitor.get("/data/dim_bureaus/csv");
  const told = kaikaku(home.root, ["sql", "from marts.dim_bureaus", "--format=csv", "--for=excel"]).stdout;
  expect(
    Buffer.from(await csv.arrayBuffer())
      .toString("utf8")
      .replace(/^\uFEFF/, ""),
  ).toBe(told.replace(/^\uFEFF/, ""));
  expect(csv.headers.get("content-disposition")).toContain(`dim_bureaus_${release}.csv`);
  const parquet = Buffer.from(await (await visitor.get("/data/dim_bureaus/parquet")).arrayBuffer());
  const file = join(temporaryFolder(), "bureaus.parquet");
  writeFileSync(file, parquet);
  expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(["PAR1", "PAR1"]);
  const excel = Buffer.from(await (await visitor.get("/data/dim_bureaus/xlsx")).arrayBuffer());
  expect(excel.subarray(0, 2).toString()).toBe("PK");
  const acts = [...readLog(home)].filter(
    ({who, what}) => who === "窓口:analyst" && what.includes("公開版の表を受け取る"),
  );
  expect(acts.length).toBe(3);
});

test.each([
  ["a relation that there is not", "/data/nothing", 404],
  ["a relation of another schema", "/data/raw.overtime", 404],
  ["a name that would end the statement", `/data/${encodeURIComponent('dim_kpis"; drop table x')}`, 404],
  ["a form that there is not", "/data/dim_kpis/exe", 404],
  ["a form's own property", "/data/dim_kpis/constructor", 404],
])("%s is told", async (_, path, status) => {
  const answer = await (await office().signedIn("analyst")).get(path);
  expect([answer.status, (await answer.text()).includes("内部で誤り")]).toEqual([status, false]);
});

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
