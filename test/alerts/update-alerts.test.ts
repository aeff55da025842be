import fc from "fast-check";
import {expect, test} from "vitest";
import {readAlerts} from "../../pipelines/alerts/alert-file.ts";
import {updateAlerts} from "../../pipelines/alerts/update-alerts.ts";
import type {AlertState, Condition} from "../../schemas/alerts.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";

const START = Date.parse("2024-10-01T00:00:00Z");

function condition(key: string): Condition {
  return {key, level: "warning", title: key, remedy: ""};
}

function after(state: AlertState, day: number, keys: string[], events: string[] = []): AlertState {
  const observed = {conditions: keys.map(condition), events: events.map(condition)};
  return updateAlerts(state, observed, {
    now: new Date(START + day * DAY_MS),
    againAfterDays: 7,
    channels: ["log"],
  });
}

const story = ({notices}: AlertState) => notices.map(({key, kind}) => `${kind} ${key}`);

test("a trouble is told when it begins, after a week, and when it is over; when it comes back it is new", () => {
  let state = readAlerts("nowhere");
  for (let day = 0; day < 16; day++) state = after(state, day, ["a"]);
  state = after(state, 16, []);
  state = after(state, 17, ["a"]);
  expect(story(state)).toEqual(["new a", "again a", "again a", "over a", "new a"]);
});

test("an event is told once, however often it is seen", () => {
  let state = readAlerts("nowhere");
  for (let day = 0; day < 30; day++) state = after(state, day, [], ["moved"]);
  expect(story(state)).toEqual(["event moved"]);
});

test("whatever comes and goes, beginnings and ends alternate and what is open is what was seen last", () => {
  const seen = fc.array(fc.uniqueArray(fc.constantFrom("a", "b", "c")), {maxLength: 20});
  fc.assert(
    fc.property(seen, (days) => {
      let state = readAlerts("nowhere");
      for (const [day, keys] of days.entries()) state = after(state, day, keys);
      expect(state.open.map(({key}) => key)).toEqual(days.at(-1) ?? []);
      for (const key of ["a", "b", "c"]) {
        const own = state.notices.filter((notice) => notice.key === key && notice.kind !== "again");
        for (const [index, {kind}] of own.entries()) expect(kind).toBe(index % 2 === 0 ? "new" : "over");
      }
    }),
  );
});
