import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Hold} from "../../ledger/hold.ts";
import {quotedPlace} from "../read/around/cells-around.ts";
import type {PeriodSaid} from "../read/around/periods-around.ts";
import type {NewBatch} from "./earlier-batches.ts";

const SHOWN = 3;

/** Rows of other periods than those that stand around their table or in the name of the sheet. */
export function titleOfOtherPeriod({contract, periods, saidPeriods}: NewBatch): Hold[] {
  const months = monthsOfPeriod(contract);
  if (months === null || saidPeriods.length === 0) return [];
  const found = [
    outside(periods, ofKind(saidPeriods, "year")),
    outside(periods, months === 12 ? [] : ofKind(saidPeriods, "part").filter(isAsLong(months))),
    ofOtherMonths(periods, months === 1 ? ofKind(saidPeriods, "month") : []),
    later(periods, months === 12 ? [] : ofKind(saidPeriods, "until")),
  ];
  return found.flatMap(({said, others}) => {
    if (others.length === 0) return [];
    const names = others.slice(0, SHOWN).map((period) => periodName(months, period));
    const places = [...new Set(said.map(quotedPlace))].join("、");
    const text = `${places}とありますが、${someOf(names, others.length, "期間")}の行があります。期間を確かめてください`;
    return [{kind: "wrong_period", text}];
  });
}

type Of<Kind extends PeriodSaid["kind"]> = Extract<PeriodSaid, {kind: Kind}>;

function ofKind<Kind extends PeriodSaid["kind"]>(said: PeriodSaid[], kind: Kind): Of<Kind>[] {
  return said.filter((each): each is Of<Kind> => each.kind === kind);
}

/** A month in the title of a quarter's list may be when it was made. */
function isAsLong(months: number): (said: Of<"part">) => boolean {
  return ({from, to}) => months === 1 || monthsBetween(from, to) >= months;
}

function monthsBetween(from: string, to: string): number {
  const [[years = 0, month = 0], [later = 0, last = 0]] = [from, to].map((day) =>
    day.split("-").map(Number),
  ) as [number[], number[]];
  return (later - years) * 12 + last - month;
}

interface Others {
  said: PeriodSaid[];
  others: string[];
}

function outside(periods: string[], said: Of<"year" | "part">[]): Others {
  const from = said.map((each) => each.from).sort()[0] ?? "";
  const to =
    said
      .map((each) => each.to)
      .sort()
      .at(-1) ?? "9999";
  return {said, others: periods.filter((period) => period < from || period >= to)};
}

/** A table of a whole year may be named by one of its months. */
function ofOtherMonths(periods: string[], said: Of<"month">[]): Others {
  const months = new Set(said.map(({month}) => month));
  const isOther = periods.every((period) => !months.has(Number(period.slice(5, 7))));
  return {said, others: said.length > 0 && isOther ? periods : []};
}

function later(periods: string[], said: Of<"until">[]): Others {
  const last =
    said
      .map(({day}) => day)
      .sort()
      .at(-1) ?? "9999";
  return {said, others: periods.filter((period) => period > last)};
}
