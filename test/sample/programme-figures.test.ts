import {beforeAll, describe, expect, test, vi} from "vitest";
import {
  type ActivityRow,
  type Answers,
  readActivities,
  readSharedServices,
  readSurveys,
  readYearly,
  type Service,
  sum,
  totalTo,
} from "./plain-programme.ts";
import {halfUp, published} from "./read-plainly.ts";
import {writtenSample} from "./written-sample.ts";

const OKU_IN_THOUSAND_YEN = 100_000;
const LIMIT_TRAINING = "36協定等研修";

let folder: string;
let activities: ActivityRow[];
let answers: Answers[];
let services: Service[];

vi.setConfig({testTimeout: 120_000});

beforeAll(async () => {
  folder = await writtenSample();
  activities = readActivities(folder);
  answers = readSurveys(folder);
  services = readSharedServices(folder);
}, 180_000);

const indicators = published("published/indicators.csv");

function valuesOf(kpiId: string): {kpiId: string; fiscalYear: number; value: number}[] {
  return indicators
    .filter((row) => row.kpi_id === kpiId)
    .map((row) => ({kpiId, fiscalYear: Number(row.fiscal_year), value: Number(row.value)}));
}

describe("activities add up to the published bases", () => {
  const cumulative = [
    ["rpa_process_kinds", "RPA業務処理の追加"],
    ["shared_services_disability_staff", "総務事務での障害者雇用"],
    ["bpr_procedures", "業務プロセス改革の支援手続"],
    ["coaching_sessions", "紙文書コーチング"],
  ] as const;
  test.each(cumulative)("%s", (kpiId, item) => {
    const values = valuesOf(kpiId);
    expect(values).toHaveLength(1);
    for (const {fiscalYear, value} of values) expect(totalTo(activities, item, fiscalYear)).toBe(value);
  });

  test("limit training counts the year's sessions, not all so far", () => {
    const [{fiscalYear, value} = {fiscalYear: 0, value: 0}] = valuesOf("limit_training_sessions");
    const before = totalTo(activities, LIMIT_TRAINING, fiscalYear - 1);
    expect(before).toBeGreaterThan(0);
    expect(totalTo(activities, LIMIT_TRAINING, fiscalYear) - before).toBe(value);
  });

  test("later years go on as planned", () => {
    const ends = cumulative.map(([, item]) => totalTo(activities, item, 2024));
    expect(ends).toEqual([4, 24, 60, 55]);
    expect(totalTo(activities, "総務事務での障害者雇用", 2022)).toBe(18);
  });

  test("hours of reformed procedures begin in R3 and are 12 % fewer by R5", () => {
    const hours = (when: string, fiscalYear: number) =>
      totalTo(activities, `業務プロセス改革${when}の時間`, fiscalYear);
    expect(hours("前", 2020)).toBe(0);
    expect(halfUp((1 - hours("後", 2023) / hours("前", 2023)) * 100, 0)).toBe(12);
  });
});

test.each(published("published/punctual-leave-days.csv"))(
  "on $held_on $value % left on time",
  ({held_on, value}) => {
    const on = (item: string) =>
      sum(activities.filter((row) => row.item === item && row.day === held_on).map(({amount}) => amount));
    const rate = (on("定時退庁日の定時退庁者") / on("定時退庁日の対象者")) * 100;
    expect(halfUp(rate, 1)).toBe(Number(value));
  },
);

test("four punctual days in each whole year", () => {
  const days = activities.filter(({item}) => item === "定時退庁日の対象者");
  const counts = [2019, 2020, 2021, 2022, 2023].map(
    (year) => new Set(days.filter(({fiscalYear}) => fiscalYear === year).map(({day}) => day)).size,
  );
  expect(counts).toEqual([4, 4, 4, 4, 4]);
});

test.each(published("published/trainings.csv"))("$training_name: $measure $value", (row) => {
  const sessions = activities.filter(
    ({item, subject, fiscalYear}) =>
      item === "研修の受講者" && subject === row.training_name && fiscalYear === Number(row.fiscal_year),
  );
  const people = sum(sessions.map(({amount}) => amount));
  expect(row.measure === "attendance" ? people : sessions.length).toBe(Number(row.value));
});

describe("surveys", () => {
  const questions = {
    training_usefulness: "研修やOJTの有用感",
    citizen_orientation: "市民の視点に立った行動",
    improvement_engagement: "業務改善への積極性",
    cost_awareness: "コスト意識",
    job_satisfaction: "働き方に関する満足感",
  };
  test.each(Object.entries(questions))("%s is the published share of positive answers", (kpiId, question) => {
    const values = valuesOf(kpiId);
    expect(values).toHaveLength(1);
    for (const {fiscalYear, value} of values) {
      const ofYear = answers.filter((row) => row.question === question && row.fiscalYear === fiscalYear);
      const having = (kind: string) => sum(ofYear.filter((row) => row.kind === kind).map(({count}) => count));
      expect(halfUp((having("肯定") / (having("肯定") + having("否定"))) * 100, 1)).toBe(value);
    }
  });

  test("nobody answers who was not asked", () => {
    for (const rows of Map.groupBy(answers, (row) => `${row.fiscalYear} ${row.question}`).values()) {
      expect(sum(rows.map(({count}) => count))).toBeLessThanOrEqual(rows[0]?.asked ?? 0);
      expect(new Set(rows.map(({asked}) => asked)).size).toBe(1);
    }
  });
});

test.each([
  ["stress_check_rate", "ストレスチェック"],
  ["new_hire_interview_rate", "新規採用職員面接"],
  ["return_plan_rate", "復職者の個別支援計画"],
])("%s meets the published values", (kpiId, measure) => {
  const rows = readYearly(folder, "メンタルヘルス対策", "utf-8");
  expect(valuesOf(kpiId).length).toBeGreaterThan(0);
  for (const {fiscalYear, value} of valuesOf(kpiId)) {
    const row = rows.find((each) => each.fiscalYear === fiscalYear && each.cells[0] === measure);
    const [due, done] = [Number(row?.cells[1]), Number(row?.cells[2])];
    expect(halfUp((done / due) * 100, 1)).toBe(value);
  }
});

describe("shared services", () => {
  const names: Record<string, string> = {
    saved_hours: "各所属における削減時間",
    spent_hours: "総務事務センターにおける業務時間",
    saved_cost: "削減時間の効果額",
    running_cost: "運営費",
  };
  const total = (measure: string, [first, last]: [number, number], task?: string) =>
    sum(
      services
        .filter((row) => row.measure === names[measure] && row.method === "年次報告")
        .filter(({fiscalYear}) => fiscalYear >= first && fiscalYear <= last)
        .filter((row) => task === undefined || row.task === task)
        .map(({amount}) => amount),
    );

  test.each(published("published/shared-services.csv"))(
    "$task_name $measure $first_fiscal_year–$last_fiscal_year: $value $unit",
    ({task_name, measure = "", first_fiscal_year, last_fiscal_year, value, unit}) => {
      const span: [number, number] = [Number(first_fiscal_year), Number(last_fiscal_year)];
      const task = task_name === "計" ? undefined : task_name;
      if (unit === "時間") expect(total(measure, span, task)).toBe(Number(value));
      const effect = total("saved_cost", span) - total("running_cost", span);
      const thousandYen = measure === "net_effect" ? effect : total(measure, span);
      if (unit === "億円") expect(halfUp(thousandYen / OKU_IN_THOUSAND_YEN, 2)).toBe(Number(value));
    },
  );

  test("the programme's own effect is 115 million yen by R2 and 171 million by R5", () => {
    const effect = services.filter(({measure}) => measure === "財政効果");
    const to = (year: number) =>
      sum(effect.filter(({fiscalYear}) => fiscalYear <= year).map(({amount}) => amount));
    expect(effect.every(({method}) => method === "第3期プログラム")).toBe(true);
    for (const {fiscalYear, value} of valuesOf("consolidation_saving")) expect(to(fiscalYear)).toBe(value);
    expect(to(2023)).toBe(171_000);
  });
});

describe("overtime pay", () => {
  /** Yen of an account or of both. */
  const paid = (fiscalYear: number, account = "合計") =>
    sum(
      readYearly(folder, "時間外手当", "shift_jis")
        .filter((row) => row.fiscalYear === fiscalYear)
        .filter(({cells}) => account === "合計" || cells[0] === account)
        .map(({cells}) => Number(cells[2])),
    );
  const millions = (yen: number) => (yen < 0 ? -1 : 1) * halfUp(Math.abs(yen) / 1_000_000, 0);
  const printed = published("published/overtime-pay.csv");

  test.each(printed.filter(({measure}) => measure !== "cumulative_change"))(
    "$account_name $measure $fiscal_year: $value million yen",
    ({account_name, measure, fiscal_year, value}) => {
      const yen = paid(Number(fiscal_year), account_name);
      const base = measure === "paid" ? 0 : paid(2016, account_name);
      expect(millions(yen - base)).toBe(Number(value));
    },
  );

  test("the printed cumulative row is the running sum of the printed changes", () => {
    let running = 0;
    const rows = (measure: string) =>
      printed.filter((row) => row.measure === measure && row.account_name === "合計");
    const sums = rows("change_from_base_year").map(({fiscal_year, value}) => {
      running += Number(value);
      return [fiscal_year, String(running)];
    });
    expect(sums).toEqual(rows("cumulative_change").map(({fiscal_year, value}) => [fiscal_year, value]));
  });

  test("R3 is on the payroll's basis, all other years are settled", () => {
    const bases = readYearly(folder, "時間外手当", "shift_jis").map(({fiscalYear, cells}) => [
      fiscalYear === 2021,
      cells[1],
    ]);
    expect(new Set(bases.map(String))).toEqual(new Set(["false,決算", "true,例月給与支給"]));
  });
});
