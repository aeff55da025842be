import {expect, test} from "vitest";
import {knownOn, stateOn, whyProvisional} from "../../reports/values/known-on.ts";
import type {MartRow} from "../../schemas/marts.ts";

type Status = MartRow<"marts.fct_kpi_values">["observation_status"];

// Settled from 1 June 2022 on: a year to March, and the two months that bring its corrections.
test.each<[status: Status, day: string, state: Status]>([
  ["final", "2022-05-26", "provisional"],
  ["final", "2022-05-31", "provisional"],
  ["final", "2022-06-01", "final"],
  // What has still not come is missing on any later day.
  ["provisional", "2022-05-26", "provisional"],
  ["provisional", "2024-05-26", "provisional"],
  ["withheld", "2022-05-26", "withheld"],
  ["revised", "2022-05-26", "revised"],
])("what a release calls %s was on %s %s", (observation_status, day, state) => {
  expect(stateOn({observation_status, settled_from: "2022-06-01"}, day)).toBe(state);
});

test("a release that does not know when its values are settled says of them what it said", () => {
  expect(stateOn({observation_status: "final", settled_from: null}, "1990-01-01")).toBe("final");
});

test("without a day the states are the release's", () => {
  const rows = [{observation_status: "final" as const, settled_from: "2999-01-01"}];
  expect(knownOn(rows, undefined)).toBe(rows);
  expect(knownOn(rows, "2998-12-31")).toEqual([{...rows[0], observation_status: "provisional"}]);
});

test.each([
  ["2022-05-26", "令和4年5月が終わると確定"],
  ["2022-06-01", "もとのファイルがそろうと確定"],
])("what a provisional value waits for on %s", (day, why) => {
  const row = {observation_status: "provisional" as const, settled_from: "2022-06-01"};
  expect(whyProvisional(row, day)).toBe(why);
});
