import {expect, test} from "vitest";
import {chartEvents, monthEvents} from "../../reports/packet/chart-events.ts";
import type {Packet} from "../../reports/packet/read-packet.ts";

function event(starts_on: string, about: {kpi_id?: string; bureau_code?: string; event: string}) {
  return {starts_on, ends_on: starts_on, bureau_code: null, bureau_name: null, kpi_id: null, ...about};
}

const EVENTS = [
  event("2018-10-01", {event: "昔の選挙"}),
  event("2019-10-12", {event: "台風", kpi_id: "overtime"}),
  event("2020-04-07", {event: "感染症"}),
  event("2020-10-01", {event: "用紙の値上げ", kpi_id: "paper"}),
  event("2021-10-31", {event: "引っ越し", bureau_code: "1010"}),
];
const PACKET = {fiscalYear: 2021, events: EVENTS} as unknown as Packet;

function over(years: number[], height: number) {
  const series = [{name: "人", look: "dark" as const, values: years.map(() => 1)}];
  return chartEvents(PACKET, ["overtime"], {years, series, size: {width: 354, height}});
}

test("a chart of years tells what bears on it or on all, between its first and its last year", () => {
  const {events, notes, size} = over([2019, 2020, 2021], 300);
  expect(notes).toEqual(["出来事：① R1.10.12 台風　② R2.4.7 感染症"]);
  // 50 pixels of axis, 4 at the right: each year has 100.
  expect(events?.drawn.map(({left}) => left)).toEqual(["103.0px", "151.6px"]);
  // The band above the bars and the line below them come off the picture: the page stays as long as it was.
  expect(size.height).toBe(300 - 12 - 19);
});

test.each([
  ["that leaves years out is no calendar", [2016, 2020, 2021], 300],
  ["that is small stays as it is", [2019, 2020, 2021], 140],
])("a chart %s", (_, years, height) => {
  expect(over(years, height)).toEqual({events: null, notes: [], size: {width: 354, height}});
});

test("a chart of months tells what bears on its years, over the month of the year's line", () => {
  const size = {width: 490, height: 250};
  const {marks, notes, size: left} = monthEvents(PACKET, ["overtime"], {years: [2019, 2020], size});
  expect(marks).toEqual([
    {line: 0, point: 6, text: "①"},
    {line: 1, point: 0, text: "②"},
  ]);
  expect(notes).toEqual(["出来事：① R1.10.12 台風　② R2.4.7 感染症"]);
  expect(left).toEqual({width: 490, height: 250 - 19});
});
