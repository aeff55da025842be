import {expect, test} from "vitest";
import {audit, rulesOf} from "../../pipelines/audit/audit-disclosure.ts";
import {summaryOf} from "../../pipelines/audit/summary.ts";
import type {ToldRow} from "../../pipelines/audit/told-sums.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

/** "A 20/90", "市 60/200", "B withheld", "A+B 30/110" (A, which counts B by now): a year's parental leave of a bureau or the city. */
function row(line: string): ToldRow {
  const [place = "", said = ""] = line.split(" ");
  const [bureau = "", ...countsAlso] = place.split("+");
  const [numerator = null, denominator = null] = said === "withheld" ? [] : said.split("/").map(Number);
  return {
    kpi_id: "male_parental_leave_rate",
    scope_id: "programme",
    fiscal_year: 2023,
    period_end: "2024-03-31",
    bureau_code: place === "市" ? null : bureau,
    value: numerator,
    numerator,
    denominator,
    is_withheld: said === "withheld",
    countsAlso,
  };
}

const RULES = rulesOf(SAMPLE_CITY);

/** "above B 3–3 new": what can be told too closely, and whether an earlier release gave it away. */
async function undone(now: string[], before: string[][] = [], rules = RULES): Promise<string[]> {
  const earlier = before.map((lines) => lines.map(row));
  const found = await audit({rules, releases: [now.map(row), ...earlier], before: earlier});
  return found.flatMap(({part, attack, before: known}) =>
    attack.undone.map((sighting) => {
      const range = [sighting.low, sighting.high].map((bound) => Math.round(bound)).join("–");
      return `${part} ${sighting.unit} ${range} ${known.has(sighting) ? "before" : "new"}`;
    }),
  );
}

const SAFE = ["市 60/200", "A 20/90", "B withheld", "C withheld", "D withheld"];

test("nothing can be told of three who hide in a sum that is not few", async () => {
  expect(await undone(SAFE)).toEqual([]);
});

test("one who hides alone is found in all parts, and so is a count that is few", async () => {
  expect(await undone(["市 60/200", "A 20/90", "B 37/100", "C withheld"])).toEqual([
    "above C 3–3 new",
    "all C 10–10 new",
    "others C 7–7 new",
  ]);
  expect(await undone(["市 60/200", "A 3/90", "B withheld", "C withheld", "D withheld"])).toEqual([
    "above A 3–3 new",
  ]);
});

test("two releases together tell what neither does", async () => {
  const before = ["市 60/200", "A withheld", "B 17/60", "C 13/30", "D withheld"];
  expect(await undone(SAFE)).toEqual([]);
  expect(await undone(before)).toEqual([]);
  expect(await undone(SAFE, [before])).toEqual([
    "above D 10–10 new",
    "all D 20–20 new",
    "others D 10–10 new",
  ]);
});

test("what an earlier release gave away is no fault of the new one, also by a row that was not there", async () => {
  const before = ["市 33/120", "A 20/90", "B 10/20"];
  const now = ["市 33/120", "A 20/90", "B 10/20", "C withheld", "D withheld"];
  const found = await undone(now, [before]);
  expect(found).toContain("above C 0–3 before");
  expect(found.filter((line) => line.endsWith("new"))).toEqual([]);
});

test("of numbers that were corrected and agree no more, the newest count, with those of before that agree", async () => {
  const before = ["市 60/200", "B 37/100"];
  expect(await undone(["市 40/120", "A 20/90", "B withheld", "C withheld"], [before])).toEqual([]);
  // What the new release tells by itself is found all the same.
  expect(await undone(["市 30/100", "A 20/90", "B withheld", "C withheld"], [before])).toEqual([
    "others C 0–0 new",
  ]);
});

test("a bureau that counts another by now tells what the other had", async () => {
  const before = ["市 60/200", "A 20/90", "B withheld", "C withheld", "D withheld"];
  const now = ["市 60/200", "A+B 33/120", "C withheld", "D withheld"];
  expect(await undone(now, [before])).toEqual(["above B 13–13 new", "all B 30–30 new", "others B 17–17 new"]);
  // Nothing was hidden of a bureau of which all parts were told.
  const told = ["市 60/200", "A 20/90", "B 13/30", "C withheld", "D withheld", "E withheld"];
  expect(await undone(["市 60/200", "A+B 33/120", "C withheld", "D withheld", "E withheld"], [told])).toEqual(
    [],
  );
});

test("what was told stays known where the city has nobody since, and what comes after is found", async () => {
  const hidden = ["B", "C", "D"].map((bureau) => `${bureau} withheld`);
  const quarters = (lines: [string, string[]][]) =>
    lines.flatMap(([day, told]) => [...told, ...hidden].map((line) => ({...row(line), period_end: day})));
  const found = async (lines: [string, string[]][]) =>
    (await audit({rules: RULES, releases: [quarters(lines)], before: []})).flatMap(({part, attack}) =>
      attack.undone.map(({unit, after, end}) => `${part} ${unit} ${after}..${end}`),
    );
  const [first, second, third] = ["2023-06-30", "2023-09-30", "2023-12-31"];
  const told: [string, string[]] = [first, ["市 60/200", "A 20/90"]];
  expect(await found([told, [second, ["市 60/230", "A withheld"]]])).toEqual([]);
  expect(await found([told, [second, ["市 62/230", "A withheld"]]])).toEqual([`above A null..${second}`]);
  expect(
    await found([told, [second, ["市 60/230", "A withheld"]], [third, ["市 90/290", "A 23/120"]]]),
  ).toEqual([`above A ${second}..${third}`]);
});

test("what is few is what the city's rule says", async () => {
  const now = ["市 60/200", "A 58/91", "B 0/109"];
  expect(await undone(now)).toEqual(["above B 0–0 new"]);
  const rules = (isZeroSmall: boolean, hasComplement: boolean) =>
    new Map([["male_parental_leave_rate", {least: 5, isZeroSmall, hasComplement}]]);
  expect(await undone(now, [], rules(false, true))).toEqual([]);
  const rest = ["市 60/200", "A 58/60", "B 2/140"];
  expect(await undone(rest, [], rules(false, true))).toEqual(["above B 2–2 new", "others A 2–2 new"]);
  expect(await undone(rest, [], rules(false, false))).toEqual(["above B 2–2 new"]);
});

test("what a correction of the city's number alone brings closer was told before", async () => {
  const before = ["市 32/200", "A 20/90", "B withheld", "C withheld", "D withheld"];
  expect(await undone(before)).toEqual([]);
  const found = await undone(["市 29/200", "A 20/90", "B withheld", "C withheld", "D withheld"], [before]);
  expect(found).toEqual(["B", "C", "D"].map((bureau) => `above ${bureau} 0–9 before`));
});

test("the summary tells widths and numbers, and no count", async () => {
  const findings = await audit({rules: RULES, releases: [SAFE.map(row)], before: []});
  expect(summaryOf(findings, SAMPLE_CITY)).toEqual([
    expect.objectContaining({attacks: 3, hidden: 9, narrowest: 40, undone: 0, told_before: 0}),
  ]);
});
