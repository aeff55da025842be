import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

/* Marts and checks of a city's own, built as a plan builds them. */
const {folder, remove} = lastingFolder();
afterAll(remove);
const {root} = await publishedCity(join(folder, "city"));
const home: Home = openHome(root);
send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, "000002,2024-05,平日時間外,通常,40:00"].join("\n")});

/** What `plan` says where this is one of the city's own files. */
function planWith(file: string, text: string): {status: number | null; stderr: string} {
  const path = join(home.city, "sql", file);
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
  const {status, stderr} = kaikaku(root, ["plan", "--clock-is-right"]);
  return {status, stderr};
}

test("what a city says of its mart stands in no statement, and a grain or a table that there is not is told by its file", () => {
  const secret = join(folder, "secret.txt");
  writeFileSync(secret, "geheim");
  const written = join(folder, "written.csv");
  const said = `-- 市の'表'; copy (select 1 as a) to '${written}'; --。1行＝全体`;
  const mart = (grain: string) =>
    `${said}\n-- grain: ${grain}\nselect distinct kpi_id from metrics.kpi_values`;
  expect(planWith("marts/ours.sql", mart("kpi_id"))).toMatchObject({status: 0});
  expect(() => readFileSync(written)).toThrow("ENOENT");
  const unknown = planWith("marts/ours.sql", mart("kpi"));
  expect(unknown).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("エラー  city/sql/marts/ours.sql: 「-- grain:」の列で"),
  });
  const reading = planWith("marts/ours.sql", mart(`(select content from read_text('${secret}'))`));
  expect([reading.status, reading.stderr]).toEqual([1, expect.not.stringContaining("geheim")]);
  planWith("marts/ours.sql", mart("kpi_id"));
  const GONE = "select 1 as one from catalog.gone";
  expect(planWith("metrics/of_gone.sql", `-- 市の表。1行＝全体\n${GONE}`)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("エラー  city/sql/metrics/of_gone.sql: 計算できません"),
  });
  planWith("metrics/of_gone.sql", "-- 市の表。1行＝全体\nselect 1 as one");
  const check = `-- blocking: 試験\n-- remedy: 試験\n${GONE}`;
  expect(planWith("checks/of_gone.sql", check)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("エラー  city/sql/checks/of_gone.sql: 点検できません"),
  });
});
