import type {ChoosableIndicator} from "../../schemas/city-report.ts";

/** Two lines for each formula: its name and what it yields; its unit and the kinds of files that it needs. */
export function choosableLines(indicators: ChoosableIndicator[]): string[] {
  return indicators.flatMap(({model, title, unit, sourceTitles, isCumulative}) => {
    const needs = sourceTitles.length > 0 ? `要るファイル: ${sourceTitles.join("、")}` : "要るファイルなし";
    const since = isCumulative ? "。累計の起点 cumulative_since も書く" : "";
    return [`${model}  ${title}`, `    ${unit === "" ? "" : `単位 ${unit}。`}${needs}${since}`];
  });
}

/** What `city --indicators` says. */
export function choosableText(indicators: ChoosableIndicator[]): string {
  return [
    "指標に選べる計算式（city/kpis.yaml の model に書く名前）",
    "",
    ...choosableLines(indicators),
    "",
    "ほかの数え方は、kpis.yaml の measure（初めの行に例があります）か、city/sql/metrics に書く SELECT で加えられます。",
    "",
  ].join("\n");
}
