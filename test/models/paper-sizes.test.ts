import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {fieldsOf} from "../../schemas/contract.ts";
import {paperNote} from "../../schemas/paper-note.ts";
import {paper} from "../../schemas/sources/paper.ts";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

test.each([
  [
    "each of it",
    ["'copies', 'paper'", "'leave', 'leave'"],
    ["copies A3 2", "copies A4 1", "copies unknown 1"],
  ],
  ["none without one", ["'leave', 'leave'"], []],
])(
  "indicators of paper say what they take each size for that came outside schools: %s",
  async (_, sources, said) => {
    const {rows, close} = await modelsOn(["marts.dim_kpi_paper_sizes"], {
      "staging.stg_paper": {
        columns: "place_kind varchar, paper_size varchar",
        rows: [
          ...["'office', 'A4'", "'office', 'A3'", "'office', 'A3'", "'office', 'unknown'"],
          // Schools are not counted.
          "'school', 'B5'",
        ],
      },
      "catalog.paper_sizes": {
        columns: "paper_size varchar, sheet_weight double",
        rows: ["'A4', 1", "'A3', 2", "'B4', 1.5"],
      },
      "intermediate.int_kpi_sources": {columns: "kpi_id varchar, source varchar", rows: sources},
    });
    const found = await rows(
      "select kpi_id, paper_size, sheet_weight from marts.dim_kpi_paper_sizes order by paper_size",
    );
    close();
    expect(lines(found)).toEqual(said);
  },
);

const size = (paper_size: string, sheet_weight: number) => ({paper_size, sheet_weight});

test.each([
  ["A4 alone says nothing", [size("A4", 1)], null],
  [
    "sizes by their weight",
    [size("B5", 0.75), size("A4", 1), size("A3", 2), size("other", 1)],
    "用紙は、A4に換算して数える（A3は1枚を2枚、その他の大きさは1枚を1枚、B5は1枚を0.75枚）。",
  ],
  [
    "a city that weighs nothing",
    [size("A4", 1), size("A3", 1)],
    "用紙は、大きさにかかわらず1枚を1枚と数える。",
  ],
  ["files without sizes", [size("unknown", 1)], "用紙の大きさの列がないファイルの分は、枚数のまま数える。"],
])("%s", (_title, sizes, said) => {
  expect(paperNote(sizes)).toBe(said);
});

test("the program says of every size that a file can have what it is taken for", () => {
  const file = readFileSync(new URL("../../data/defaults/paper-sizes.csv", import.meta.url), "utf8");
  const said = file.split("\n").flatMap((line) => (/^[A-Za-z0-9]+,/.test(line) ? [line.split(",")[0]] : []));
  const values = fieldsOf(paper).find(({name}) => name === "paper_size")?.meta.values;
  expect(said.toSorted()).toEqual([...(values ?? [])].sort());
});
