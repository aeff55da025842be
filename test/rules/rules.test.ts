import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {parse} from "yaml";
import {LAYERS, readModels} from "../../pipelines/catalog/models.ts";
import {functionDefinitions, sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {fieldsOf} from "../../schemas/contract.ts";
import {kpiCatalog} from "../../schemas/kpi.ts";
import {marts} from "../../schemas/marts.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

const ROOT = join(import.meta.dirname, "../..");

/** "marts.x: no schema in …" for each name that only one of two lists has. */
function differences(
  these: string[],
  those: string[],
  ...[lackOfThese = "", lackOfThose = ""]: string[]
): string {
  return [
    ...these.filter((name) => !those.includes(name)).map((name) => `${name}: no ${lackOfThese}`),
    ...those.filter((name) => !these.includes(name)).map((name) => `${name}: no ${lackOfThose}`),
  ].join("\n");
}

describe("models", () => {
  const files = LAYERS.flatMap(sqlFiles);

  test.each(files.map((file) => [file.name, file.text]))("%s says what it holds and its grain", (_, text) => {
    const saysGrain = /^-- [A-Z].+\. .*(One row|One row\.)/m.test(text);
    expect(saysGrain ? "" : "no line '-- What it holds. One row per …'").toBe("");
  });

  test("read only their own layer and those before it", async () => {
    const engine = await openWritable(":memory:");
    await engine.run(functionDefinitions());
    const models = await readModels(engine, SAMPLE_CITY);
    engine.close();
    const rank = (relation: string) =>
      ["catalog", "raw", "disclosure", ...LAYERS].indexOf(relation.split(".")[0] ?? "");
    const upward = models.flatMap(({name, dependsOn}) =>
      dependsOn
        .filter((upstream) => rank(upstream) > rank(name) || rank(upstream) < 0)
        .map((upstream) => `${name} ← ${upstream}`),
    );
    // Restricted rows are joined with the roster, and only intermediate sums read them.
    expect(upward).toEqual([]);
    const readers = models.filter(({dependsOn}) => dependsOn.some((name) => name.startsWith("restricted.")));
    expect(readers.map(({schema}) => schema).filter((schema) => schema !== "restricted")).toEqual(
      readers.filter(({schema}) => schema !== "restricted").map(() => "intermediate"),
    );
  });

  test("every raw source has a staging or restricted model, every mart a schema", () => {
    const texts = [...sqlFiles("staging"), ...sqlFiles("restricted")].map(({text}) => text).join("\n");
    const unread = contracts.filter(({source}) => !new RegExp(`\\braw\\.${source}\\b`).test(texts));
    expect(
      unread.map(({source}) => `raw.${source}: no file of sql/staging or sql/restricted`).join("\n"),
    ).toBe("");
    const files = sqlFiles("marts").map(({name}) => name);
    expect(differences(files, Object.keys(marts), "schema in schemas/marts.ts", "file in sql/marts")).toBe(
      "",
    );
  });
});

describe("the catalog", () => {
  const catalog = kpiCatalog.parse(parse(readFileSync(join(ROOT, "data/cities/kawasaki/kpis.yaml"), "utf8")));

  test("every task of an indicator is one of the programme's sheets", () => {
    const tasks = new Set(catalog.tasks.map(({no}) => no));
    for (const {listed} of catalog.kpis) for (const {task} of listed) expect(tasks).toContain(task);
  });
});

describe("contracts", () => {
  test.each(contracts)("$source: grain and period are columns, headings differ", (contract) => {
    const fields = fieldsOf(contract);
    const names = fields.map(({name}) => name);
    expect(names).toEqual(expect.arrayContaining(contract.grain));
    if (contract.period !== "whole") expect(names).toContain(contract.period.column);
    const headings = fields.flatMap(({meta}) => meta.headings);
    expect(new Set(headings).size).toBe(headings.length);
  });
});

describe("documents", () => {
  test("every command of README exists, and every command stands in README.ja.md", () => {
    const cli = readFileSync(join(ROOT, "cli.ts"), "utf8");
    const known = [...cli.matchAll(/^ {2}"?([a-z-]+)"?: \(\) => import/gm)].map(([, name]) => name);
    for (const file of ["README.md", "README.ja.md"]) {
      const text = readFileSync(join(ROOT, file), "utf8");
      const named = [...text.matchAll(/\.\/kaikaku ([a-z][a-z-]*)/g)].map(([, name]) => name);
      for (const name of named) expect([file, known]).toEqual([file, expect.arrayContaining([name])]);
      if (file === "README.ja.md")
        expect(named).toEqual(expect.arrayContaining(known.filter((name) => name !== "start")));
    }
  });

  test("no document teaches npx, which outside the folder asks a registry for anybody's package", () => {
    const documents = readdirSync(ROOT, {recursive: true, encoding: "utf8"})
      .filter((path) => /\.(md|hbs)$/.test(path) && !/^(node_modules|data\/local|test)\//.test(path))
      .filter((path) => path !== "CHANGELOG.md");
    const lines = documents.flatMap((path) =>
      readFileSync(join(ROOT, path), "utf8")
        .split("\n")
        .map((line) => `${path}: ${line}`),
    );
    expect(lines.length).toBeGreaterThan(1000);
    const taught = lines.filter((line) => /npx kaikaku/.test(line) && !/registry|レジストリ/.test(line));
    expect(taught).toEqual([]);
  });

  test("the Windows task is plain ASCII of no declared encoding, the only form that schtasks reads besides UTF-16", () => {
    const task = readFileSync(join(ROOT, "docs/service/kaikaku-task.xml"), "utf8");
    expect(task).toMatch(/^[\n -~]+$/);
    expect(task.split("\n")[0]).toBe('<?xml version="1.0"?>');
  });

  test("nothing points out of the repository", () => {
    const texts = readdirSync(ROOT, {recursive: true, encoding: "utf8"})
      .filter((path) => /\.(ts|sql|md|ya?ml|csv|hbs|json|cjs|mjs)$/.test(path))
      .filter((path) => !/^(node_modules|data\/local|\.git)\//.test(path) && existsSync(join(ROOT, path)));
    const outside = new RegExp(["\\.\\./sha", "red/|/wo", "rk/main"].join(""));
    for (const path of texts)
      expect([path, outside.test(readFileSync(join(ROOT, path), "utf8"))]).toEqual([path, false]);
  });
});
