import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import ts from "typescript";
import {expect, test} from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const SOURCES = ["commands", "pipelines", "reports", "sample", "schemas"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), {recursive: true, encoding: "utf8"})
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`),
);

const REMEDY = "addAll(list, more), largest(numbers) or smallest(numbers) of schemas/ take any number";

/** Calls whose arguments are made of a list: from some 120,000 elements on they end in a RangeError. */
function spreadArguments(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isSpreadIntoArguments(node) || isApplied(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(`${name}:${line}: ${node.parent.getText().slice(0, 60)}: ${REMEDY}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isSpreadIntoArguments(node: ts.Node): boolean {
  return ts.isSpreadElement(node) && (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent));
}

function isApplied(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) && node.name.text === "apply" && ts.isCallExpression(node.parent)
  );
}

test("no list is spread into the arguments of a call", () => {
  expect(SOURCES.length).toBeGreaterThan(500);
  const astray = SOURCES.flatMap((name) => spreadArguments(name, readFileSync(join(ROOT, name), "utf8")));
  expect(astray.join("\n")).toBe("");
});

test.each([
  "found.push(...others);",
  "const most = Math.max(0, ...rows.map(({length}) => length));",
  "new Set2(...many);",
  "Math.max.apply(null, numbers);",
  "String.fromCharCode(...bytes);",
])("%s is found", (text) => {
  expect(spreadArguments("example.ts", text)).toHaveLength(1);
});

test("a list in a list and an object in an object are no arguments", () => {
  expect(spreadArguments("example.ts", "f([...list, 1], {...object});")).toEqual([]);
});
