import {catalogTables} from "../../schemas/catalog.ts";
import type {DictionaryIndicator, DictionaryRelation, Graph} from "../../schemas/dictionary.ts";
import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import type {Kpi, KpiCatalog, Placed} from "../../schemas/kpi.ts";
import {sourcesOf} from "../../schemas/measure.ts";
import type {Level} from "../../schemas/targets/target.ts";
import {checkedRows} from "../catalog/catalog-file.ts";
import {ancestorsOf, lineageGraph} from "./graph.ts";

/** Every indicator with its definition, rules, laws and lineage, in the order of the programme. */
export function describeIndicators(
  {kpis, tasks}: KpiCatalog,
  {city, whole, relations}: {city: string; whole: Graph; relations: DictionaryRelation[]},
): DictionaryIndicator[] {
  return kpis.map((kpi) => {
    const model = `metrics.${kpi.model}`;
    const behind = ancestorsOf(whole, model);
    return {
      kpiId: kpi.id,
      model,
      name: kpi.name,
      shortName: kpi.short_name,
      unit: kpi.unit,
      owner: kpi.owner,
      tasks: kpi.listed.map(
        ({task, label}) => `${task} ${tasks.find(({no}) => no === task)?.name ?? ""}　${label}`,
      ),
      definition: kpi.definition,
      asOfRule: kpi.as_of_rule,
      assumption: kpi.assumption ?? null,
      howToChange: kpi.how_to_change ?? null,
      law: kpi.law,
      rules: rulesOf(kpi, city),
      legalBases: legalBasesIn(city, {behind, sql: relations.find(({name}) => name === model)?.sql ?? ""}),
      sources: kpi.measure
        ? sourcesOf(kpi.measure)
        : relations
            .filter(({name, layer, sql}) => layer === "raw" && sql === null && behind.has(name))
            .filter(({name}) => !name.startsWith("raw.current_"))
            .map(({name}) => name.slice("raw.".length)),
      lineage: lineageGraph(whole, model),
    };
  });
}

function rulesOf(kpi: Kpi, city: string): DictionaryIndicator["rules"] {
  return [
    {label: "良くなる向き", text: DIRECTIONS[kpi.direction]},
    {label: "基準値", text: baseText(kpi)},
    {label: "目標値", text: levelText(kpi.target, kpi)},
    ...kpi.target.judged.map(({status, judged_on, judged_by, note}) => ({
      label: "目標の判定",
      text: `${JUDGEMENTS[status]}。${japaneseDate(judged_on)}、${judged_by}。${note}`,
    })),
    ...(kpi.pool_years === undefined
      ? []
      : [
          {
            label: "合わせる年度",
            text: kpi.pool_years === "all" ? "計画の初めから" : `${kpi.pool_years}年度分の分子と分母`,
          },
        ]),
    ...yearOf(kpi),
    ...(kpi.none_means === undefined ? [] : [{label: "数える人がいない年度", text: kpi.none_means}]),
    ...kpi.milestones.map((level) => ({label: "途中の目標", text: levelText(level, kpi)})),
    ...kpi.target_revisions.map((level) => ({
      label: "目標の見直し",
      text: `${levelText(level, kpi)}。${japaneseDate(level.decided_on)}、${level.decided_by}。${level.reason}`,
    })),
    ...rhythmRule(kpi),
    ...kpi.accepted_deviations.map(({until, limit, decided_on, decided_by, reason}) => ({
      label: "容認",
      text: `${japaneseDate(until)}まで${limit === undefined ? "" : `（${number(limit)}${kpi.unit}より悪くならないあいだ）`}。${japaneseDate(decided_on)}、${decided_by}。${reason}`,
    })),
    ...kpi.breaks.map(({fiscal_year, note}) => ({
      label: "定義の変更",
      text: `${fiscalYearName(fiscal_year)}から。${note}`,
    })),
    ...(kpi.target.compared || kpi.target.form === "stated"
      ? []
      : [{label: "やや遅れの幅", text: `必要水準から、基準値と目標値の差の${percent(kpi.near_band)}まで`}]),
    {label: "確定の時期", text: `期間の末日から${kpi.settled_after_months}か月を過ぎるまでは速報`},
    ...withholding(kpi, city),
  ];
}

/** Of an indicator that is measured over other twelve months than the fiscal year. */
function yearOf({measure}: Kpi): {label: string; text: string}[] {
  const starts = measure && "year_starts" in measure ? measure.year_starts : 4;
  if (starts === 4) return [];
  const end = starts === 1 ? "12月まで（暦年）" : `翌年${starts - 1}月まで`;
  return [{label: "年の区切り", text: `${starts}月から${end}`}];
}

function rhythmRule({rhythm}: Kpi): DictionaryIndicator["rules"] {
  if (rhythm === undefined) return [];
  const day = typeof rhythm === "object" && "day" in rhythm ? rhythm.day.split("-").map(Number) : [];
  const text =
    rhythm === "running"
      ? "そのつど数え、四半期ごとに途中の値を示す"
      : rhythm === "cumulative"
        ? "年度をまたいで足し、四半期ごとに途中の値を示す"
        : "month" in rhythm
          ? `年に1回（${rhythm.month}月）`
          : `毎年${day.join("月")}日`;
  return [{label: "数える時期", text}];
}

function baseText({base, unit, ...kpi}: Kpi): string {
  const from = base.from_fiscal_year;
  const year = base.on ? japaneseDate(base.on) : fiscalYearName(base.fiscal_year);
  const span = from === undefined ? year : `${fiscalYearName(from)}から${year}まで`;
  const {pace_from} = kpi;
  const start = pace_from
    ? `。必要水準の線は${number(pace_from.value)}${unit}${kpi.comparator}（${fiscalYearName(pace_from.fiscal_year)}）から引く`
    : "";
  return base.value === null
    ? `公表されていない（${span}）${start}`
    : `${number(base.value)}${unit}（${span}）${start}`;
}

function levelText(level: Placed<Level>, {unit, comparator}: Pick<Kpi, "unit" | "comparator">): string {
  const year = level.by === null ? fiscalYearName(level.fiscal_year) : japaneseDate(level.by);
  const words = level.words ?? `${number(level.value ?? 0)}${unit}${comparator}`;
  return `${words}（${level.year_words ?? year}）`;
}

const DIRECTIONS: Record<Kpi["direction"], string> = {
  up: "増えるほど良い",
  down: "減るほど良い",
  within: "範囲に収まるのが良い",
  none: "数では言わない",
};

const JUDGEMENTS: Record<Kpi["target"]["judged"][number]["status"], string> = {
  achieved: "達成",
  on_track: "順調",
  slightly_behind: "やや遅れ",
  behind: "遅れ",
};

function number(value: number): string {
  return value.toLocaleString("ja-JP", {maximumFractionDigits: 3});
}

function percent(share: number): string {
  return `${number(share * 100)}％`;
}

/** What privacy.csv says of the indicator's domain. */
function withholding({privacy}: Kpi, city: string): DictionaryIndicator["rules"] {
  const rule = checkedRows(city, "privacy.csv", catalogTables.privacy).find(({domain}) => domain === privacy);
  if (!rule) return [];
  const byBureau = rule.shown_by_bureau
    ? Number(rule.min_cell) > 0
      ? `局区別は${rule.min_cell}人未満を示さない`
      : "局区別に示す"
    : "局区別に示さない";
  const text = rule.sums_shown ? byBureau : `${byBureau}。分子と、印刷しない桁は示さない`;
  return [{label: "秘匿", text: `${text}（${rule.reason}）`}];
}

/** Provisions named by the rule tables behind an indicator, each once: of the rules that its own model picks out, or of all. */
function legalBasesIn(city: string, {behind, sql}: {behind: Set<string>; sql: string}): string[] {
  const isPicked = (row: object) =>
    Object.values(row).some((value) => value !== "" && sql.includes(`'${value}'`));
  const rules = Object.entries(catalogTables)
    .filter(([table, schema]) => behind.has(`catalog.${table}`) && "legal_basis" in schema.shape)
    .flatMap(([table, schema]) => {
      const rows = checkedRows(city, `${table.replaceAll("_", "-")}.csv`, schema);
      return rows.some(isPicked) ? rows.filter(isPicked) : rows;
    });
  return [...new Set(rules.map(({legal_basis}) => String(legal_basis)))];
}
