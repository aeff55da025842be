import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {fiscalYear} from "../../../schemas/read-value.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Hold} from "../../ledger/hold.ts";
import {quotedPlace} from "../read/around/cells-around.ts";
import type {YearSaid} from "../read/around/year-words.ts";
import type {NewBatch} from "./earlier-batches.ts";

const SHOWN = 3;

/** Rows of other years than those that stand above their table or in the name of the sheet. */
export function titleOfOtherYear({contract, periods, saidYears}: NewBatch): Hold[] {
  const months = monthsOfPeriod(contract);
  if (months === null || saidYears.length === 0) return [];
  const spans = saidYears.map(spanOf);
  const from = spans.map((span) => span.from).sort()[0] ?? "";
  const to =
    spans
      .map((span) => span.to)
      .sort()
      .at(-1) ?? "";
  const outside = periods.filter((period) => period < from || period >= to);
  if (outside.length === 0) return [];
  const names = outside.slice(0, SHOWN).map((period) => periodName(months, period));
  const said = [...new Set(saidYears.map(quotedPlace))].join("、");
  const text = `${said}とありますが、${someOf(names, outside.length, "期間")}の行があります。年を確かめてください`;
  return [{kind: "wrong_period", text}];
}

/** [from, to) of 令和4年度 or of 令和4年. */
function spanOf({year}: YearSaid): {from: string; to: string} {
  const first = Number(fiscalYear(`${year.replace(/年度?$/, "")}年度`)?.slice(0, 4));
  const day = year.endsWith("年度") ? "04-01" : "01-01";
  return {from: `${first}-${day}`, to: `${first + 1}-${day}`};
}
