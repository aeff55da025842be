import {BACKTEST_NOTE, type Backtest, type BacktestTable, backtestTables} from "../values/backtest.ts";
import {terminalTable} from "./terminal-table.ts";

/** How often what came lay within the stated range of 80 of 100, by every way that was tried. */
export function backtestText(rows: Backtest[], heldOut = ""): string {
  if (rows.length === 0)
    return "検算できる年度がまだありません（4年度分の値と、その次の年度の値がいります）。\n";
  const notes = [
    ...(heldOut === "" ? [] : [heldOut]),
    BACKTEST_NOTE,
    "1件ずつの見込みと実績は、表 marts.fct_forecast_replays にあります。",
  ];
  return `${[...backtestTables(rows).flatMap(linesOf), ...notes].join("\n")}\n`;
}

function linesOf({title, steps, methods}: BacktestTable): string[] {
  const columns = [
    {title: "", align: "left"},
    {title: "出し方", align: "left"},
    {title: "8割の幅に収まった", align: "left"},
    {title: "外れ", align: "right"},
    ...steps.map((step) => ({title: step, align: "right"}) as const),
  ] as const;
  const rows = methods.map(({isChosen, name, hits, missed, atSteps}) => [
    isChosen ? "◎" : "",
    name,
    hits,
    missed,
    ...atSteps,
  ]);
  return [title, ...terminalTable([...columns], rows), ""];
}
