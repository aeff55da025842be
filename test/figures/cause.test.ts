import {describe, expect, test} from "vitest";
import {causeText} from "../../pipelines/figures/cause-text.ts";
import {compareIngredients, compareJudging, compareSeries} from "../../pipelines/figures/changes.ts";
import {causesOfSeries} from "../../pipelines/figures/series-causes.ts";
import type {BatchInForce, Ingredients} from "../../schemas/release-manifest.ts";

const HASHES = {old: "0".repeat(64), young: "1".repeat(64)};

const PROGRAM = {version: "1.0.0", engine: "1.5.6", calculation: HASHES.old, reading: HASHES.old};

function model(name: string, dependsOn: string[], sha256 = HASHES.old): Ingredients["models"][number] {
  return {name, file: null, dependsOn, sha256, description: "", text: ""};
}

function batch(batchId: number, periods: string[], difference: Partial<BatchInForce> = {}): BatchInForce {
  return {
    batchId,
    source: "overtime",
    sourceTitle: "時間外勤務実績",
    periodMonths: 1,
    fileName: `${batchId}.csv`,
    sha256: String(batchId),
    receivedOn: "2024-10-08",
    rowCount: 1,
    acceptance: null,
    acceptedCount: 1,
    periods,
    words: "",
    ...difference,
  };
}

/** Two indicators: overtime from overtime rows, paper from another source; `saving` adds up all years. */
function ingredients(difference: Partial<Ingredients> = {}): Ingredients {
  return {
    batches: [batch(1, ["2022-05-01", "2023-05-01"])],
    models: [
      model("functions.month_end", []),
      model("staging.stg_overtime", ["raw.overtime", "functions.month_end"]),
      model("metrics.kpi_overtime", ["staging.stg_overtime", "catalog.overtime_rules", "catalog.kpis"]),
      model("metrics.kpi_saving", ["raw.overtime"]),
      model("metrics.kpi_paper", ["raw.paper"]),
      model("metrics.kpi_values", ["metrics.kpi_overtime", "metrics.kpi_paper", "metrics.kpi_saving"]),
    ],
    catalog: [{table: "overtime_rules", file: "overtime-rules.csv", sha256: HASHES.old}],
    files: ["kpis.yaml", "overtime-rules.csv"].map((file) => ({file, sha256: HASHES.old})),
    decided: [],
    kpis: ["overtime", "paper", "saving"].map((kpiId) => ({
      kpiId,
      model: `kpi_${kpiId}`,
      sources: null,
      officialScope: "programme",
      privacy: null,
      isCumulative: kpiId === "saving",
      sha256: HASHES.old,
    })),
    program: PROGRAM,
    ...difference,
  };
}

function causeOf(difference: Partial<Ingredients>, kpi_id = "overtime", fiscal_year = 2022): string {
  const period_end = `${fiscal_year + 1}-03-31`;
  return causeText(
    compareIngredients(ingredients(), ingredients(difference))({kpi_id, fiscal_year, period_end}),
  );
}

const CHANGED_FILES = {
  files: ["kpis.yaml", "overtime-rules.csv"].map((file) => ({file, sha256: HASHES.young})),
};
const CHANGED_RULES = {
  catalog: [{table: "overtime_rules", file: "overtime-rules.csv", sha256: HASHES.young}],
};
const OTHER_PROGRAM = {program: {...PROGRAM, version: "1.1.0", calculation: HASHES.young}};
const BOTH_MONTHS = {batches: [batch(2, ["2022-05-01"]), batch(3, ["2023-05-01"])]};
const NOTHING_FOUND = /計算の材料に変更が見当たりません/;

describe("the cause of a moved value", () => {
  test("is the file of the figure's own year", () => {
    const cause = "時間外勤務実績（令和5年5月分）を「1.csv」（受付番号1）から「3.csv」（受付番号3）に差替え";
    expect(causeOf(BOTH_MONTHS, "overtime", 2023)).toBe(cause);
  });

  test("is a file of any year before for an indicator that adds up", () => {
    expect(causeOf(BOTH_MONTHS, "saving", 2023)).toMatch(/令和4年5月分.*2\.csv.*、.*令和5年5月分.*3\.csv/);
    expect(causeOf(BOTH_MONTHS, "saving", 2022)).not.toContain("3.csv");
  });

  test("is a file of another year when no other change is found", () => {
    expect(causeOf({batches: [batch(1, ["2022-05-01"]), batch(3, ["2023-05-01"])]})).toContain("「3.csv」");
  });

  test("is one phrase for a file of many periods", () => {
    const months = ["2022-04-01", "2022-05-01", "2022-06-01"];
    const before = ingredients({batches: [batch(1, months)]});
    const after = ingredients({batches: [batch(2, months)]});
    const figure = {kpi_id: "overtime", fiscal_year: 2022, period_end: "2023-03-31"};
    expect(causeText(compareIngredients(before, after)(figure))).toMatch(
      /^[^、]*（令和4年4月～令和4年6月分）/,
    );
  });

  test.each([
    [
      "added",
      [batch(1, ["2022-05-01", "2023-05-01"]), batch(4, ["2022-06-01"])],
      /6月分）「4\.csv」.*を追加$/,
    ],
    ["taken away", [batch(1, ["2023-05-01"])], /令和4年5月分）「1\.csv」.*を除外$/],
  ])("is a file that was %s", (_, batches, cause) => {
    expect(causeOf({batches})).toMatch(cause);
  });

  test("is a function, a rule or the indicator's own entry along the line, and nothing beside it", () => {
    const {models, kpis} = ingredients();
    const changed = {
      models: models.map((entry) =>
        ["functions.month_end", "metrics.kpi_values"].includes(entry.name)
          ? {...entry, sha256: HASHES.young}
          : entry,
      ),
      ...CHANGED_FILES,
      catalog: [{table: "overtime_rules", file: "overtime-rules.csv", sha256: HASHES.young}],
      kpis: kpis.map((kpi) => (kpi.kpiId === "overtime" ? {...kpi, sha256: HASHES.young} : kpi)),
    };
    expect(causeOf(changed).split("、")).toEqual([
      "計算に使う関数 month_end（sql/functions）を変更",
      "city/overtime-rules.csv を変更",
      "city/kpis.yaml のこの指標の記載を変更",
    ]);
    expect(causeOf(changed, "paper")).toBe("計算式 sql/metrics/kpi_values.sql を変更");
  });

  test("is the program where other rows come from the same file, and where nothing else tells more", () => {
    expect(causeOf(CHANGED_RULES)).toBe("プログラムを更新（city/overtime-rules.csv からの計算のしかた）");
    expect(causeOf({...CHANGED_RULES, ...OTHER_PROGRAM})).toBe(causeOf(CHANGED_RULES));
    expect(causeOf({...CHANGED_RULES, ...OTHER_PROGRAM}, "paper")).toBe(
      "プログラムを 1.0.0（000000）から 1.1.0（111111）に更新",
    );
    expect(causeOf({...CHANGED_RULES, ...CHANGED_FILES})).toBe("city/overtime-rules.csv を変更");
    expect(causeOf({program: {...PROGRAM, engine: "1.6.0"}})).toBe(
      "計算エンジンDuckDBを 1.5.6 から 1.6.0 に更新",
    );
    expect(causeOf({program: {...PROGRAM, reading: HASHES.young}})).toBe(
      "ファイルを読み取るプログラムを更新",
    );
  });

  test("is the file of the figure's own year, and the program with it when that is another one, too", () => {
    const both = causeOf({...BOTH_MONTHS, ...OTHER_PROGRAM}, "overtime", 2023);
    expect(both).toMatch(/「3\.csv」.*に差替え、プログラムを 1\.0\.0.*に更新$/);
    expect(both).not.toContain("2.csv");
    const reader = {program: {...PROGRAM, reading: HASHES.young}};
    expect(causeOf({...BOTH_MONTHS, ...reader}, "overtime", 2023)).not.toContain("プログラム");
  });

  test("is not the program where the earlier release does not say which it was", () => {
    const [before, after] = [ingredients({program: null}), ingredients({...BOTH_MONTHS, ...OTHER_PROGRAM})];
    const behind = compareIngredients(before, after);
    const figure = {kpi_id: "overtime", fiscal_year: 2022, period_end: "2023-03-31"};
    expect(causeText(behind(figure))).not.toContain("プログラム");
    expect(causeText(behind({...figure, kpi_id: "paper"}))).toMatch(/見当たりません（前の公開版には/);
  });

  test("is said to be unknown when nothing changed", () => {
    expect(causeOf({})).toMatch(NOTHING_FOUND);
    expect(causeOf(BOTH_MONTHS, "paper")).toMatch(NOTHING_FOUND);
  });
});

/** The board rests on the lines of all indicators and on their figures. */
function judged(difference: Partial<Ingredients> = {}): Ingredients {
  const {models, catalog} = ingredients();
  return ingredients({
    models: [
      ...models,
      model("metrics.figures", ["metrics.kpi_values"]),
      model("metrics.scoreboard", ["metrics.figures", "catalog.kpi_targets"]),
      model("marts.fct_scoreboard", ["metrics.scoreboard"]),
    ],
    catalog: [...catalog, {table: "kpi_targets", file: "kpis.yaml", sha256: HASHES.old}],
    decided: [{file: "kpis.yaml", by: "city", keys: {"kpis › paper › target": "1"}}],
    ...difference,
  });
}

const LATE_FILE = {batches: [batch(2, ["2022-05-01"]), batch(1, ["2023-05-01"])]};
const TARGET_OF_PAPER = {
  ...CHANGED_FILES,
  decided: [{file: "kpis.yaml", by: "city" as const, keys: {"kpis › paper › target": "2"}}],
  catalog: [...ingredients().catalog, {table: "kpi_targets", file: "kpis.yaml", sha256: HASHES.young}],
};
const STATUS = {
  series: {relation: "marts.fct_scoreboard"},
  fiscalYear: 2024,
  isCumulative: true,
};

describe("the cause of another judgement", () => {
  const judgedBy = (difference: Partial<Ingredients>, kpi_id: string) =>
    causeText(
      compareJudging(judged(), judged(difference))({kpi_id, fiscal_year: 2024, period_end: "2024-09-30"}),
    );
  const said = (difference: Partial<Ingredients>, kpiId: string) =>
    causeText(compareSeries(judged(), judged(difference))({...STATUS, kpiId}));

  test("is the file of an earlier year where no line changed", () => {
    expect(judgedBy(LATE_FILE, "overtime")).toMatch(/^時間外勤務実績（令和4年5月分）.*「2\.csv」/);
    expect(said(LATE_FILE, "overtime")).toMatch(/^時間外勤務実績（令和4年5月分）.*「2\.csv」/);
    expect(judgedBy(LATE_FILE, "paper")).toMatch(NOTHING_FOUND);
  });

  test("is never the target of another indicator", () => {
    const both = {...LATE_FILE, ...TARGET_OF_PAPER};
    for (const cause of [judgedBy(both, "overtime"), said(both, "overtime")]) {
      expect(cause).toContain("2.csv");
      expect(cause).not.toContain("kpis");
    }
    for (const cause of [judgedBy(both, "paper"), said(both, "paper")])
      expect(cause).toBe("目標を変更（city/kpis.yaml の「kpis › paper › target」）");
  });
});

describe("the cause of what is said on the board, where an indicator is counted and judged otherwise at once", () => {
  const of = (measure: string, target: string, sha256: string): Ingredients => {
    const {kpis, ...others} = judged();
    return {
      ...others,
      files: [{file: "kpis.yaml", sha256}],
      kpis: kpis.map((kpi) => (kpi.kpiId === "paper" ? {...kpi, sha256} : kpi)),
      decided: [
        {
          ...{file: "kpis.yaml", by: "city"},
          keys: {"kpis › paper › measure › of": measure, "kpis › paper › target › value": target},
        },
      ],
    };
  };
  const around = {before: of("1", "1", HASHES.old), after: of("2", "2", HASHES.young)};
  const cell = (part: "figure" | "line" | "outcome", quarter: string) => ({
    ...{...STATUS, kpiId: "paper"},
    judged: {part, of: `T-scoreboard-paper-${quarter}`},
  });
  const COUNTED = "数え方を変更（city/kpis.yaml の「kpis › paper › measure › of」）";
  const JUDGED = "目標を変更（city/kpis.yaml の「kpis › paper › target › value」）";

  test("is for each part its own", () => {
    const causeOf = causesOfSeries(around, []);
    expect(causeOf(cell("figure", "R6Q1")).cause).toBe(COUNTED);
    expect(causeOf(cell("line", "R6Q1")).cause).toBe(JUDGED);
  });

  test("is, for what follows from the parts, that of those that moved", () => {
    const causeOf = causesOfSeries(around, [
      ...[cell("figure", "R6Q1"), cell("line", "R6Q2"), cell("figure", "R6Q3"), cell("line", "R6Q3")],
      cell("outcome", "R6Q4"),
    ]);
    const outcomes = ["R6Q1", "R6Q2", "R6Q3", "R6Q4"].map((quarter) => causeOf(cell("outcome", quarter)));
    expect(outcomes.map(({cause}) => cause)).toEqual([
      ...[COUNTED, JUDGED],
      ...[`${COUNTED}、${JUDGED}`, `${COUNTED}、${JUDGED}`],
    ]);
  });

  test("is, of a figure, never what it is judged by", () => {
    const {before, after} = around;
    const figure = {kpi_id: "paper", fiscal_year: 2022, period_end: "2023-03-31"};
    expect(causeText(compareIngredients(before, after)(figure))).toBe(COUNTED);
    expect(causeText(compareJudging(before, after)(figure))).toBe(JUDGED);
  });
});

describe("the cause by which something is told of a bureau", () => {
  const privacy = (hash: string, min: string): Partial<Ingredients> => ({
    catalog: [{table: "privacy", file: "privacy.csv", sha256: hash}],
    files: [{file: "privacy.csv", sha256: hash}],
    decided: [
      {
        ...{file: "privacy.csv", by: "city" as const},
        keys: {"overtime › min_cell": min, "appointments › min_cell": min, "leave › min_cell": "5"},
      },
    ],
  });
  const domains: Record<string, string | null> = {overtime: "overtime", paper: "leave", saving: null};
  const at = (hash: string, min: string): Ingredients => {
    const {kpis} = ingredients();
    return ingredients({
      ...privacy(hash, min),
      kpis: kpis.map((kpi) => ({...kpi, privacy: domains[kpi.kpiId] ?? null})),
    });
  };
  const [before, after] = [at(HASHES.old, "0"), at(HASHES.young, "5")];

  test("is the rule of the indicator's own domain", () => {
    const behind = (kpi_id: string) =>
      causeText(compareIngredients(before, after)({kpi_id, fiscal_year: 2022, period_end: "2023-03-31"}));
    expect(behind("overtime")).toBe("city/privacy.csv の「overtime › min_cell」を変更");
    expect(behind("paper")).toMatch(NOTHING_FOUND);
    // Of a release from before domains were noted.
    expect(behind("saving")).toBe(
      "city/privacy.csv の「overtime › min_cell、appointments › min_cell」を変更",
    );
  });

  test("is the same of a number of a mart, unless one domain's rule tells the whole of it", () => {
    const models = [
      model("metrics.shown", ["catalog.privacy"]),
      model("marts.fct_revisions", ["metrics.shown"]),
      model("marts.fct_overtime_counts", ["metrics.shown"]),
    ];
    const [old, young] = [before, after].map((of) => ({...of, models})) as [Ingredients, Ingredients];
    const behind = (relation: string, kpiId: string | null) =>
      causeText(
        compareSeries(old, young)({series: {relation}, fiscalYear: 2022, isCumulative: false, kpiId}),
      );
    expect(behind("marts.fct_revisions", "paper")).toMatch(NOTHING_FOUND);
    expect(behind("marts.fct_revisions", "overtime")).toBe(
      "city/privacy.csv の「overtime › min_cell」を変更",
    );
    expect(behind("marts.fct_overtime_counts", null)).toBe(
      "city/privacy.csv の「overtime › min_cell」を変更",
    );
  });
});
