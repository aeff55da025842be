import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import ts from "typescript";
import {expect, test} from "vitest";
import {statement} from "../../pipelines/catalog/sql-files.ts";

const ROOT = join(import.meta.dirname, "../..");
const SOURCES = ["commands", "pipelines", "reports", "sample", "schemas"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), {recursive: true, encoding: "utf8"})
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
);

/** Files in which SQL stands, with the reason why it can be no file of sql/. */
const ALLOWED: Record<string, string> = {
  "pipelines/engine/append-columns.ts": "the engine's door: reads the columns of any table",
  "pipelines/engine/attachments.ts": "the engine's door: no parameter can name a file to attach",
  "pipelines/engine/foreign-engine.ts": "the engine's door: settings and transactions",
  "pipelines/engine/insert-rows.ts": "the engine's door: writes into any table",
  "pipelines/engine/open.ts": "the engine's door: settings and transactions",
  "pipelines/engine/relation-content.ts": "the engine's door: no parameter can name a relation to look at",
  "pipelines/engine/parquet-files.ts": "the engine's door: no parameter can name a list of files",
  "pipelines/engine/spark-client.ts": "another engine is told by its own words what to say",
  "pipelines/engine/stored-code.ts": "the engine's door: looks at a file before anything is asked of it",
  "pipelines/engine/write-parquet.ts": "the engine's door: the table is made from an answer's columns",
  "pipelines/installation/lock.ts": "settings of another engine, which the lock is made of",
  "pipelines/ask/accept-statement.ts": "calls the engine's parser on what a person wrote",
  "pipelines/ask/ask.ts": "puts explain before what a person wrote",
  "pipelines/build/create-model.ts": "makes a relation of every model",
  "pipelines/build/kept-build.ts": "makes relations of models in another file, and views on them",
  "pipelines/build/release-file.ts": "copies every mart into the release's file",
  "pipelines/build/repeated-rows.ts": "keys come from the first lines of a mart",
  "pipelines/build/spark-build.ts":
    "tells another engine what to read and make, and makes views on what came back",
  "pipelines/build/transform.ts": "makes a schema of every layer and a view of every contract",
  "pipelines/catalog/catalog.ts": "makes a table from a schema of schemas/catalog.ts",
  "pipelines/catalog/indicator-models.ts": "unites the models of the chosen indicators",
  "pipelines/catalog/parsed-select.ts": "calls the engine's parser on a model",
  "pipelines/catalog/run-checks.ts": "keeps the rows of every check in one place",
  "pipelines/figures/load-history.ts": "makes a table from columns that are written once",
  "pipelines/intake/judge/earlier-batches.ts": "keys and values come from a contract",
  "pipelines/intake/judge/fallen-out.ts": "keys come from a contract",
  "pipelines/intake/judge/level-jumps.ts": "keys and amounts come from a contract",
  "pipelines/ledger/rows-in-force.ts": "keys and columns come from a contract",
  "pipelines/intake/judge/contradictory-rows.ts":
    "rules come from a contract, and rows are named by their number",
  "pipelines/intake/judge/duplicates.ts": "keys come from a contract, and rows are named by their number",
  "pipelines/intake/judge/known-references.ts":
    "rows are named by their number, which needs the table's own name",
  "pipelines/intake/judge/left-out.ts": "no parameter can name a table to count in",
  "pipelines/intake/judge/learn-texts.ts": "what is good comes from a contract",
  "pipelines/intake/judge/refuse-rows.ts": "no parameter can name a table to delete from",
  "pipelines/intake/judge/would-change.ts": "keys, values and sums come from a contract",
  "pipelines/intake/load/compact-batches.ts": "no parameter can name a table to delete from",
  "pipelines/intake/load/replay.ts": "no parameter can name a table to copy",
  "pipelines/ledger/apply-changes.ts": "raw tables are made from contracts, and follow them",
  "pipelines/ledger/contents.ts": "the columns of a raw table are those of its contract",
  "pipelines/ledger/contract-changes.ts": "what a column holds is asked of the columns of a contract",
  "pipelines/releases/changed-relations.ts": "columns of a mart are compared by their types",
  "pipelines/unite/into-inbox.ts": "headings are the office's, and no parameter can name a file to write",
  "pipelines/unite/read-marts.ts": "no parameter can name files to read together",
  "pipelines/releases/write-folder.ts": "no parameter can name a table to copy",
};

const STATEMENT =
  /^\s*(select\s|insert into\s|create (or replace |temp |schema|table|view)|update\s+\w+\s+set\s|delete from\s|with (recursive )?\w+ as\s*\(|attach\s'|detach\s|copy\s+\w|drop (table|view)|alter table|begin (transaction|exclusive)|from\s+(\w+|\$\{\w+\})\.|set \w+ ?=|set global|pragma\s|explain \$)|\bfrom (raw|intake|figures|marts|metrics|staging|catalog)\./;
/** The words of the shell's completion, and examples in messages. */
const NO_STATEMENT = /^select from where|npx kaikaku/;

/** Texts of a file that begin like a statement. */
function statementsIn(name: string): {line: number; text: string}[] {
  const text = readFileSync(join(ROOT, name), "utf8");
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: {line: number; text: string}[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const content = node.getText().slice(1, -1);
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (STATEMENT.test(content) && !NO_STATEMENT.test(content)) found.push({line, text: content});
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("no SQL stands in TypeScript outside the files that make it from something", () => {
  const astray = SOURCES.filter((name) => !(name in ALLOWED)).flatMap((name) =>
    statementsIn(name).map(
      ({line, text}) =>
        `${name}:${line}: SQL in TypeScript (“${text.trim().slice(0, 40)}…”): make it a file of sql/ledger or sql/releases`,
    ),
  );
  expect(astray.join("\n")).toBe("");
});

test("every file that may hold SQL still does", () => {
  const needless = Object.keys(ALLOWED).filter(
    (name) => !existsSync(join(ROOT, name)) || statementsIn(name).length === 0,
  );
  expect(needless.map((name) => `${name}: holds no SQL any more: take it off the list`).join("\n")).toBe("");
});

test("every statement that is named has a file, and every file is named", () => {
  const named = new Set(
    SOURCES.flatMap((name) =>
      [...readFileSync(join(ROOT, name), "utf8").matchAll(/"((?:ledger|releases|disclosure)\.\w+)"/g)].map(
        ([, one]) => one ?? "",
      ),
    ),
  );
  const files = ["ledger", "releases", "disclosure"].flatMap((folder) =>
    readdirSync(join(ROOT, "sql", folder)).map((file) => `${folder}.${file.replace(/\.sql$/, "")}`),
  );
  const idle = files
    .filter((name) => !named.has(name))
    .map((name) => `sql/${name.replace(".", "/")}.sql: nothing names it`);
  expect(idle.join("\n")).toBe("");
  expect(() => statement("ledger.no_such_statement")).toThrow("sql/ledger/no_such_statement.sql is missing");
});
