interface Target {
  form?: string;
  each_year?: boolean;
  against?: string;
}

/** What of an entry the table of other bodies' indicators says about its target. */
export interface Aimed {
  target?: Target;
  segments?: {target?: Target}[];
  milestones?: unknown[];
  target_revisions?: unknown[];
  pool_years?: unknown;
}

const WORDS: Record<string, string> = {
  at_least: "以上",
  at_most: "以下",
  zero: "ゼロ",
  all: "全員",
  keep: "維持",
  about: "概ね",
  reduce_by: "基準から減",
  increase_by: "基準から増",
  better_than_previous: "前年度より改善",
  not_worse_than: "前年度を下回らない",
  stated: "言葉",
};

/** "内訳ごとに、以上・維持", "以上（見直しあり）": how the table of other bodies' indicators names the form of an entry's target. */
export function formWords(entry: Aimed): string {
  const {target, segments, milestones, target_revisions, pool_years} = entry;
  const targets = segments?.map((segment) => segment.target ?? target) ?? [target];
  const forms = [...new Set(targets.map(wordsOf))].join("・");
  const besides = [
    ...(milestones ? ["段階"] : []),
    ...(target_revisions ? ["見直し"] : []),
    ...(pool_years === undefined ? [] : ["通算"]),
  ];
  return `${segments ? "内訳ごとに" : ""}${forms}${besides.length > 0 ? `（${besides.join("、")}）` : ""}`;
}

function wordsOf({form = "", each_year, against}: Target = {}): string {
  const words = form === "reduce_by" && against === "previous" ? "前年度から減" : WORDS[form];
  return `${each_year ? "毎年度" : ""}${words}`;
}
