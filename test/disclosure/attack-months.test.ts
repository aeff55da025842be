import {expect, test} from "vitest";
import {attackMonths} from "../../pipelines/audit/attack-months.ts";
import type {MonthlyTable} from "../../schemas/kept-readings.ts";

/** "A 8 D+F 4 | B C 5": whom a release tells (D counts F by now), whom it hides, and the sum that those hide in. */
function table(line: string): MonthlyTable {
  const [said = [], kept = []] = line.split("|").map((half) => half.trim().split(" "));
  const hidden = kept.slice(0, -1);
  const units = [...said.filter((_, index) => index % 2 === 0), ...hidden].map((unit) => unit.split("+"));
  const own = (unit: string) => unit.split("+")[0] ?? "";
  return {
    ...{
      mart: "fct_overtime_limits",
      fiscal_year: 2023,
      month: "2023-06-01",
      rule_id: "month_45",
      scope_id: "all",
    },
    told_bureaus: said.filter((_, index) => index % 2 === 0).map(own),
    told_people: said.filter((_, index) => index % 2 === 1).map(Number),
    hidden_bureaus: hidden.map(own),
    hidden_people: hidden.length === 0 ? null : Number(kept.at(-1)),
    countsAlso: Object.fromEntries(units.map(([today = "", ...former]) => [today, former])),
  };
}

/** "B+C 2 new": who can be told exactly, and whether earlier releases gave it away. The newest release comes first. */
async function undone(...lines: string[]): Promise<string[]> {
  const releases = lines.map((line) => [table(line)]);
  const found = await attackMonths(releases, releases.slice(1));
  return found
    .flatMap(({undone, before}) =>
      undone.map((one) => `${one.unit} ${Math.round(one.low)} ${before.has(one) ? "before" : "new"}`),
    )
    .sort();
}

test("three who hide together in every release are not found", async () => {
  expect(await undone("A 8 | B C D 5", "A 8 | B C D 5", "A 8 | B C D 4")).toEqual([]);
  expect(await undone("A 8 B 0 C 0 D 0 |", "A 8 | B C D 0")).toEqual([]);
});

test("one who hides alone, and two who know each other, are found, unless there is nobody", async () => {
  expect(await undone("A 8 | B 5")).toEqual(["B 5 new"]);
  expect(await undone("A 8 | B C 5")).toEqual(["B+C 5 new"]);
  expect(await undone("A 8 | B C 0")).toEqual([]);
  expect(await undone("A 8 | B 5", "A 8 | B 5")).toEqual(["B 5 before"]);
});

test("whoever hid with others is left over when they are told later", async () => {
  expect(await undone("A 8 D 3 | B C E 6", "A 8 E 4 | B C D 5")).toEqual(["B+C 2 new"]);
  expect(await undone("A 8 D 3 C 1 | B E F 7", "A 8 E 4 F 2 | B C D 5")).toEqual(["B 1 new"]);
  // Two are no closer than one of them, where the other was told.
  expect(await undone("| A B C D 13", "A 8 | B C D 5")).toEqual([]);
});

test("a hidden bureau that is counted as a told one by now is what this has more, and leaves the others", async () => {
  expect(await undone("A+B 10 | C D E 7", "A 8 E 4 | B C D 5")).toEqual(["B 2 new", "C+D 3 new"]);
  expect(await undone("A 8 | C+B D E 9", "A 8 E 4 | B C D 5")).toEqual([]);
  // Nobody hid: that the bureau which was told has no more by now is no news.
  expect(await undone("C 5 | A+E B F 1", "A 1 C 5 | B E F 0")).toEqual([]);
});

test("what was corrected since is no fact any more, nor what was said before a bureau was there", async () => {
  // B and C would be nobody by one release, and two people by the other.
  expect(await undone("A 8 D 3 | B C E 4", "A 8 E 4 | B C D 5")).toEqual([]);
  expect(await undone("A 8 | B C D E 7", "A 8 | B C D 5")).toEqual([]);
  expect(await undone("A 8 | B C D E 7", "A 8 E 0 | B C D 7")).toEqual([]);
  expect(await undone("A 8 | B C D 1", "A 8 B 0 C 0 D 0 |")).toEqual([]);
});

test("months, limits, scopes and marts are told apart", async () => {
  const [now, before] = [table("A 8 D 3 | B C E 6"), table("A 8 E 4 | B C D 5")];
  for (const other of [
    {mart: "fct_overtime_early_warning"},
    {fiscal_year: 2022},
    {month: "2023-07-01"},
    {rule_id: "month_80"},
    {scope_id: "mayors"},
  ])
    expect(await attackMonths([[now], [{...before, ...other}]], [])).toEqual([]);
  const [found] = await attackMonths([[now], [before]], []);
  expect(found).toMatchObject({mart: "fct_overtime_limits", month: "2023-06-01", rule_id: "month_45"});
  expect(found?.programmes).toBeGreaterThan(0);
});
