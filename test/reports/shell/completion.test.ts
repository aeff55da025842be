import {describe, expect, test} from "vitest";
import {completions} from "../../../reports/terminal/shell/completion.ts";
import type {PublishedRelation} from "../../../schemas/release-catalog.ts";

const RELATIONS: PublishedRelation[] = [
  relation("marts.dim_bureaus", ["bureau_code", "bureau_name"]),
  relation("marts.fct_kpi_values", ["kpi_id", "bureau_code", "value"]),
];

function relation(name: string, columns: string[]): PublishedRelation {
  return {
    name,
    title: name,
    columns: columns.map((column) => ({name: column, type: "VARCHAR", text: column})),
  };
}

describe("after Tab", () => {
  test.each([
    ["from marts.dim_", "", ["marts.dim_bureaus"]],
    ["select * from fct_", "", ["marts.fct_kpi_values"]],
    ["\\d fct", "", ["marts.fct_kpi_values"]],
    ["\\d marts.f", "", ["marts.fct_kpi_values"]],
    ["\\", "", ["\\d", "\\x", "\\q", "\\?"]],
    ["select bureau_n", "", ["bureau_name"]],
    ["where val", "select * from marts.fct_kpi_values", ["value"]],
    ["where bureau_n", "select * from marts.fct_kpi_values", []],
    ["select bureaus.b", "from marts.dim_bureaus as bureaus", ["bureaus.bureau_code", "bureaus.bureau_name"]],
    ["select dim_bureaus.bureau_n", "from marts.dim_bureaus", ["dim_bureaus.bureau_name"]],
    ["", "", []],
  ])("«%s» after «%s» offers %j", (line, before, offered) => {
    const [candidates, word] = completions(line, before, RELATIONS);
    expect(candidates).toEqual(offered);
    expect(line.endsWith(word)).toBe(true);
  });
});
