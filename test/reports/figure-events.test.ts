import {expect, test} from "vitest";
import {
  eventNotes,
  eventsKnownOn,
  eventsOfYears,
  figureEvents,
  toldEvents,
  yearMarks,
} from "../../reports/scorecard/figure-events.ts";

const COLUMNS = {years: [2019, 2020, 2021], yearStarts: 4, left: 64, width: 100};

function event(starts_on: string, ends_on = starts_on, about: {event?: string; bureau_name?: string} = {}) {
  return {starts_on, ends_on, bureau_code: null, bureau_name: null, kpi_id: null, event: "出来事", ...about};
}

test("a span is drawn over its days, from the first column to the last", () => {
  const [whole, half, before] = [
    event("2018-06-01", "2030-01-01"),
    event("2020-04-01", "2020-09-30"),
    event("2019-03-31"),
  ];
  const {drawn} = figureEvents([whole, half], COLUMNS);
  expect(drawn[0]).toMatchObject({number: "①", left: "64.0px", width: "300.0px"});
  expect(drawn[1]?.left).toBe("164.0px");
  expect(Number.parseFloat(drawn[1]?.width ?? "")).toBeCloseTo(100 * (182 / 365), 1);
  expect(toldEvents([before, half], COLUMNS)).toEqual([half]);
});

test("what overlaps stands in lanes of its own, what follows in the first free one", () => {
  const {drawn, height} = figureEvents(
    [event("2019-04-01", "2021-01-01"), event("2020-01-01"), event("2021-06-01")],
    COLUMNS,
  );
  expect(drawn.map(({top}) => top)).toEqual(["0.0px", "12.0px", "0.0px"]);
  expect(height).toBe(24);
});

test("a calendar year begins in January", () => {
  const {drawn} = figureEvents([event("2020-01-01")], {...COLUMNS, yearStarts: 1});
  expect(drawn[0]?.left).toBe("164.0px");
  expect(figureEvents([event("2020-01-01")], COLUMNS).drawn[0]?.left).toBe("139.1px");
});

test("a chart draws its own under the numbers of all that are told with it", () => {
  const [one, other] = [event("2019-05-01"), event("2020-05-01")];
  expect(figureEvents([other], COLUMNS, [one, other]).drawn.map(({number}) => number)).toEqual(["②"]);
  expect(
    eventNotes([
      event("2020-04-07", "2020-05-25", {event: "緊急事態宣言"}),
      event("2021-10-31", "2021-10-31", {event: "選挙", bureau_name: "選挙管理委員会事務局"}),
    ]),
  ).toEqual(["出来事：① R2.4.7～R2.5.25 緊急事態宣言　② R3.10.31 選挙（選挙管理委員会事務局）"]);
  expect(eventNotes([])).toEqual([]);
});

test("a day knows what had begun by then, and not when it would end", () => {
  const events = [
    event("2019-10-12", "2019-10-12", {event: "台風"}),
    event("2020-04-07", "2023-05-07", {event: "感染症"}),
    event("2022-05-27", "2022-05-27", {event: "選挙"}),
  ];
  const known = eventsKnownOn(events, "2022-05-26");
  expect(eventNotes(known)).toEqual(["出来事：① R1.10.12 台風　② R2.4.7～ 感染症"]);
  expect(figureEvents(known, COLUMNS).drawn[1]).toEqual(figureEvents(events, COLUMNS).drawn[1]);
  expect(eventsKnownOn(events, "2023-05-07").map(({isOpen = false}) => isOpen)).toEqual([
    false,
    false,
    false,
  ]);
});

test("over lines of years an event stands once, at the first point of them that it bears on", () => {
  const [before, long, autumn, spring, march] = [
    event("2019-10-12"),
    event("2020-04-07", "2023-05-07"),
    event("2021-10-31"),
    event("2022-04-01"),
    event("2023-03-31"),
  ];
  const all = [before, long, autumn, spring, march];
  const years = [2021, 2022];
  expect(yearMarks(all, years, 4)).toEqual([
    {fiscalYear: 2021, point: 0, text: "②"},
    {fiscalYear: 2021, point: 2, text: "③"},
    {fiscalYear: 2022, point: 0, text: "④"},
    {fiscalYear: 2022, point: 3, text: "⑤"},
  ]);
  expect(yearMarks(all, years, 12).map(({point}) => point)).toEqual([0, 6, 0, 11]);
  expect(yearMarks([autumn, event("2021-12-01")], years, 4)).toEqual([
    {fiscalYear: 2021, point: 2, text: "①②"},
  ]);
  expect(eventsOfYears(all, years)).toEqual([long, autumn, spring, march]);
  expect(eventNotes([autumn], all)).toEqual(["出来事：③ R3.10.31 出来事"]);
});
