import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {formatValue} from "./format.ts";
import {parseRows} from "./parse-rows.ts";

export type Backtest = MartRow<"marts.fct_backtest">;
type Kind = Backtest["forecast_kind"];

/** One row per kind of forecast, method and steps ahead; none in releases from before forecasts were replayed. */
export async function readBacktest(marts: Marts): Promise<Backtest[]> {
  return orNone(async () =>
    parseRows("marts.fct_backtest", await marts.selectFrom("marts.fct_backtest").selectAll().execute()),
  );
}

/** How the ways to make one kind of forecast did, as it is printed: the one that is used first, then those that were least off. */
export interface BacktestTable {
  title: string;
  /** "1年先" */
  steps: string[];
  methods: {isChosen: boolean; name: string; hits: string; missed: string; atSteps: string[]}[];
}

export function backtestTables(rows: Backtest[]): BacktestTable[] {
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const own = rows.filter(({forecast_kind}) => forecast_kind === kind);
    return own.length === 0 ? [] : [tableOf(kind, own)];
  });
}

/** What the signs and columns of the tables mean. */
export const BACKTEST_NOTE =
  "◎ 帳票に使う出し方。外れ：実績と見込みの差が、ふだんの1年の動きの何倍か（平均）。偶然の幅：本当に8割でも、この回数ではこれだけ違いうる。";

const KINDS: Record<Kind, {title: string; step: string}> = {
  target_year: {title: "目標年度の見込み（前の年度に立ち、そのときまでの値だけで出し直す）", step: "年先"},
  year_end: {title: "年度末見込み（前の年度の四半期に立って出し直す）", step: "四半期前"},
};

/** What each way to forecast is called. */
export const METHOD_NAMES: Record<Backtest["forecast_method"], string> = {
  last_value: "最後の値のまま",
  last_two_years: "直近2年の傾き",
  theil_sen: "5年の直線（Theil–Sen）",
  trend: "最後の値から5年の傾き",
  damped: "最後の値から、年に1割ずつ弱まる5年の傾き",
  mean: "5年の直線と直近2年の傾きの平均",
  on_course: "超えそうな人数",
  remaining: "前の年度が加えた量",
  share: "前の年度が増えた割合",
};

function tableOf(kind: Kind, rows: Backtest[]): BacktestTable {
  const steps = [...new Set(rows.map(({steps_ahead}) => steps_ahead))].sort((one, other) => one - other);
  const methods = [...Map.groupBy(rows, ({forecast_method}) => forecast_method)]
    .map(([method, own]) => ({method, own, all: together(own), isChosen: own.some(isChosen)}))
    .sort(
      (one, other) =>
        Number(other.isChosen) - Number(one.isChosen) || (one.all.missed ?? 0) - (other.all.missed ?? 0),
    );
  return {
    title: KINDS[kind].title,
    steps: steps.map((step) => `${formatValue(step, 0)}${KINDS[kind].step}`),
    methods: methods.map(({method, own, all, isChosen}) => ({
      isChosen,
      name: METHOD_NAMES[method],
      hits: hitText(all),
      missed: all.missed === null ? "" : formatValue(all.missed, 2),
      atSteps: steps.map((step) => shortHits(together(own.filter(({steps_ahead}) => steps_ahead === step)))),
    })),
  };
}

function isChosen({is_chosen}: Backtest): boolean {
  return is_chosen;
}

interface Hits {
  cases: number;
  hits: number;
  /** Mean over the cases; null of a kind that has none. */
  missed: number | null;
}

function together(rows: Backtest[]): Hits {
  const cases = sum(rows.map(({case_count}) => case_count));
  const misses = rows.map(({steps_missed, case_count}) =>
    steps_missed === null ? null : steps_missed * case_count,
  );
  const known = misses.filter((miss) => miss !== null);
  return {
    cases,
    hits: sum(rows.map(({hit_count}) => hit_count)),
    missed: known.length === 0 ? null : sum(known) / cases,
  };
}

/** The level that ranges are stated to have. */
const LEVEL = 0.8;

/** "99回中85回（86％、偶然の幅 ±8ポイント）": two standard errors of the stated level in so many cases. */
export function hitText({cases, hits}: Pick<Hits, "cases" | "hits">): string {
  const chance = 2 * Math.sqrt((LEVEL * (1 - LEVEL)) / cases);
  return `${formatValue(cases, 0)}回中${formatValue(hits, 0)}回（${percent(hits / cases)}％、偶然の幅 ±${percent(chance)}ポイント）`;
}

function shortHits({cases, hits}: Hits): string {
  return cases === 0 ? "" : `${formatValue(hits, 0)}/${formatValue(cases, 0)}`;
}

function percent(share: number): string {
  return formatValue(100 * share, 0);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
