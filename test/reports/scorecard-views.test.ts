import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {bureauTable} from "../../reports/scorecard/bureau-table.ts";
import {type IndicatorView, indicatorView} from "../../reports/scorecard/indicator-view.ts";
import {monthTable} from "../../reports/scorecard/month-table.ts";
import {type Indicator, readScorecard, type Scorecard} from "../../reports/scorecard/read-scorecard.ts";
import {type ScoreboardView, scoreboardView} from "../../reports/scorecard/scoreboard-view.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {otherIndicators} from "./fixture-other-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

let folder: string;
let scorecard: Scorecard;
let board: ScoreboardView;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikaku-views-"));
  const path = join(folder, "release.duckdb");
  await writeFixtureRelease(path, scorecardRows([...sevenIndicators, ...otherIndicators], true));
  const marts = typedMarts(await openReadOnly(path));
  scorecard = await readScorecard(marts, {fiscalYear: 2024, quarter: 2});
  await marts.destroy();
  board = scoreboardView(scorecard);
});

afterAll(() => rm(folder, {recursive: true, force: true}));

describe("the board", () => {
  test("names the programme with its years and counts repeats apart", () => {
    expect(board.programme).toBe("行財政改革第3期プログラム（令和4年度～令和7年度）");
    expect(board.indicatorCount).toBe("23指標（ほかに再掲2）");
  });

  test.each([
    ["training_usefulness", "80以上"],
    ["disability_employment_rate", "3.0以上"],
    ["telework_pc_utilisation", "40.0"],
    ["improvement_engagement", "80.0以上"],
    ["coaching_sessions", "70"],
  ])("prints the target of %s as the programme does: %s", (id, target) => {
    expect(Object.values(rowOf(id).target).join("")).toBe(target);
  });

  test("gives a base of several years both its years", () => {
    expect(rowOf("consolidation_saving")).toMatchObject({baseFrom: "R1", baseYear: "R2"});
    expect(rowOf("bpr_procedures")).toMatchObject({baseFrom: "H30", baseYear: "R2"});
    expect(rowOf("paper_sheets")).toMatchObject({baseFrom: "", baseYear: "R2"});
  });

  test("says which other sheet lists an indicator", () => {
    expect(rowOf("overtime_over_480h").repeats).toEqual(["4-(4)-2 成果⑤に再掲"]);
    expect(rowOf("job_satisfaction").repeats).toEqual(["4-(4)-2 成果④に再掲"]);
  });

  test("interrupts the trend where the definition changed", () => {
    const starts = (id: string) => String(rowOf(id).trend).match(/M/g)?.length;
    expect(starts("telework_pc_utilisation")).toBe(2);
    expect(starts("paper_sheets")).toBe(1);
  });

  test("says of a value that it is not final, or not what was said before", () => {
    const paper = indicatorOf("paper_sheets");
    const revised: Indicator = {...paper, score: {...paper.score, observation_status: "revised"}};
    expect(rowOf("paper_sheets").mark).toBe("速報");
    expect(scoreboardView({...scorecard, indicators: [revised]}).groups[0]?.rows[0]?.mark).toBe("改定");
    expect(indicatorView(revised, scorecard.programme).heads[1]?.label).toBe("最新値（R5 改定）");
  });

  test("says what is known of the running year, and of the rest when there will be something to say", () => {
    expect(rowOf("overtime_over_480h")).toMatchObject({
      toDate: {value: "61", before: "前年 74"},
      yearEnd: {value: "516", range: "504～529", required: "96", status: {word: "逆行"}},
      next: "",
    });
    expect(rowOf("job_satisfaction")).toMatchObject({toDate: null, next: "年1回、次は令和6年12月"});
  });

  test("names first what is to end otherwise than last year, with its page", () => {
    expect(board.highlights[0]).toMatchObject({
      name: "480時間超の職員",
      text: "R6年度末は516人（504～529人）の見込みで、必要水準より420人多い",
      before: "R5 遅れ",
      status: {word: "逆行"},
      page: "2",
    });
    expect(board.highlights.length).toBeGreaterThanOrEqual(3);
  });

  test("marks what became better or worse since the quarter before", () => {
    const overtime = indicatorOf("overtime_over_480h");
    const asBefore = (year_end_status: Indicator["score"]["year_end_status"]) => {
      const before = {...overtime.score, year_end_status};
      return scoreboardView({...scorecard, indicators: [{...overtime, before}]}).groups[0]?.rows[0]?.change;
    };
    expect([asBefore("behind"), asBefore("reversed")]).toEqual(["↘", ""]);
    expect(asBefore("unknown"), "what had no word then is judged for the first time").toBe("新");
  });

  test("calls no change what lies within a survey's error, and tells the error", () => {
    const survey = indicatorOf("job_satisfaction");
    const moved = (by: number): Indicator => ({
      ...survey,
      score: {...survey.score, value: 70 + by, status: "on_track", computed_status: "on_track"},
      before: {...survey.score, value: 70, status: "behind", computed_status: "behind"},
      margin: {
        ...{kpi_id: "job_satisfaction", fiscal_year: 2023, answer_count: 893, population_count: null},
        ...{margin: 3.28, change_margin: 4.61},
      },
    });
    const board = (by: number) => scoreboardView({...scorecard, indicators: [moved(by)], pages: [moved(by)]});
    expect([4.7, 4.6, -4.6].map((by) => board(by).groups[0]?.rows[0]?.change)).toEqual(["↗", "", ""]);
    expect(
      board(4.6)
        .highlights.map(({mark}) => mark)
        .join(""),
    ).toBe("");
    expect(board(4.6).notes.join("")).toContain("標本誤差（±3.3、95％の幅）");
    const view = indicatorView(moved(4.6), scorecard.programme);
    expect(view.heads[1]?.label).toContain("誤差±3.3");
    expect(view.error).toBe(
      "標本誤差は、有効回答893人で±3.3ポイント（95％の幅）。この範囲の差は変化と言わない。",
    );
  });

  test("says below the table what a reader has to know", () => {
    expect(board.notes.slice(1)).toEqual([
      "状況は四捨五入する前の値で判定する。順調は必要水準に達したもの（整数で数えるものの必要水準は、届かなければならない整数。やや遅れの幅は切り上げる）、やや遅れは差が道のり全体の10%以内のもの、遅れは差がそれより大きいもの、逆行は基準値より悪いもの。",
      "年度末見込みは、途中の値と前の年度（5年度まで）の進み方による。8割の幅は、100回のうち80回は収まる範囲。↗↘は前の四半期から良く・悪くなった判定。",
      "参考：目標と比べて判定しない指標。　速報のわけ：令和7年2月分までの時間外勤務実績が届くと確定（今は令和6年9月分まで）",
      "容認（業務改革の支援手続（累計））：手続の選び直しのため、令和6年度の遅れを認める。（R7.3.31まで）",
      "見直し後の目標：紙文書コーチング（累計）（当初 80）",
      "推移の切れ目は数え方が変わった年度：テレワーク用PC稼働率（R4から）",
      "指標のない課題：4-(1)-3 適切な人事配置と人材育成、定年引き上げへの対応／4-(1)-4 人事評価制度の適正な運用と見直しに向けた検討",
    ]);
  });
});

describe("an indicator's page", () => {
  test("draws and says where the trend leads", () => {
    const {outlook, figure} = viewOf("overtime_over_480h");
    expect(outlook).toBe(
      "近年の傾向が続くと、R7年度は563人（8割の幅 470～655人）となり、目標には届かない見込み。",
    );
    expect(figure?.values.at(-1)).toMatchObject({text: "563", isForecast: true});
    expect(figure?.rows.at(-1)?.cells.at(-1)).toBe("見込み");
    expect(figure?.notes[0]).toContain("点線の枠：直近5年以内の値の傾向による見込み");
  });

  test("shows no forecast where there is none, and says why", () => {
    const {outlook, figure} = viewOf("citizen_orientation");
    expect(outlook).toBe("年度の値が4つに満たないため、R7年度の見込みは示さない。");
    expect(figure?.values.at(-1)).toMatchObject({text: "", isForecast: false});
  });

  test("says beside a forecast from earlier years how many are on course, and that this is another count", () => {
    const indicator = indicatorOf("overtime_over_480h");
    const withMethod = (year_end_method: "on_course" | "remaining") =>
      indicatorView(
        {...indicator, score: {...indicator.score, on_course_count: 484, year_end_method}},
        scorecard.programme,
      ).yearEnd;
    const course = "9月末までに61人が超え、このままの調子では年度末までに484人が加わる。";
    expect(withMethod("on_course")).toContain(`${course}R6年度末は516人`);
    expect(withMethod("remaining")).toContain(
      `${course}ただし、前の5年度がここから年度末までに進んだ分で見ると、R6年度末は516人`,
    );
  });

  const MONTHS = (["2023-08", "2023-09", "2024-04", "2024-08", "2024-09"] as const).map((month) => ({
    ...{kpi_id: "overtime_over_480h", fiscal_year: Number(month.slice(0, 4)), period_kind: "month" as const},
    ...{period_start: `${month}-01`, period_end: `${month}-30`, scope_id: "programme", bureau_code: null},
    ...{value: Number(month.slice(-1)), numerator: null, denominator: null, settled_from: null},
    observation_status: month === "2024-09" ? ("provisional" as const) : ("final" as const),
  }));

  test("sets the months of the running year above the same months of the year before, in the indicator's own year", () => {
    const paper = indicatorOf("paper_sheets");
    const rowsOf = (indicator: Indicator) =>
      monthTable(indicator)?.rows.map(({cells}) => cells.map(({text}) => text).join(" "));
    const decimals = {...paper, kpi: {...paper.kpi, decimals: 0}, months: MONTHS};
    expect(rowsOf(decimals)).toEqual(["R6 4    8 9      ", "R5     8 9      "]);
    expect(monthTable(decimals)).toMatchObject({
      head: [[{text: "年度"}, {text: "4月"}, ...Array(10).fill({}), {text: "3月"}]],
      notes: ["速報：R6.9"],
    });
    const ofSeptember = {...decimals.kpi, year_starts: 9};
    const own = MONTHS.map((row) => ({
      ...row,
      fiscal_year: row.period_end.endsWith("09-30") ? row.fiscal_year : row.fiscal_year - 1,
    }));
    expect(rowsOf({...decimals, kpi: ofSeptember, months: own})).toEqual([
      "R6.9～ 9           ",
      "R5.9～ 9       4    8",
    ]);
    expect(monthTable({...decimals, months: MONTHS.slice(0, 2)}), "no month of the running year").toBeNull();
    const few = MONTHS.map((row) => ({...row, value: null, observation_status: "withheld" as const}));
    expect(rowsOf({...decimals, months: few})).toEqual(["R6 x    x x      ", "R5     x x      "]);
  });

  test("has the months on its page, and on the next where the course and the office's words stand there", () => {
    const told = {quarters: MONTHS, months: MONTHS, actions: [], overtime: null};
    const overtime = {...indicatorOf("overtime_over_480h"), ...told};
    const [quiet, noted] = [null, "注"].map((note) =>
      indicatorView({...overtime, note}, scorecard.programme),
    );
    expect([quiet?.months?.title, quiet?.continued]).toEqual(["月ごとの値（人）", null]);
    expect([noted?.months, noted?.continued?.months?.title]).toEqual([null, "月ごとの値（人）"]);
  });

  test("marks a change of definition between its years and explains it", () => {
    const {figure} = viewOf("telework_pc_utilisation");
    const place = figure?.columns.findIndex(({year}) => year === "R4") ?? 0;
    expect(figure?.breaks).toEqual([{left: figure?.values[place]?.left}]);
    expect(figure?.notes[1]).toBe(
      "※縦の破線：R4から数え方が変わり、前後は比べられない。修理中の台数を分母から除いた。",
    );
    expect(viewOf("paper_sheets").figure?.breaks).toEqual([]);
  });

  test("compares nothing across a change of definition", () => {
    const indicator = indicatorOf("paper_sheets");
    const breaks = [2023, 2024].map((fiscal_year) => ({kpi_id: "paper_sheets", fiscal_year, note: ""}));
    const before = indicatorView(indicator, scorecard.programme);
    const after = indicatorView({...indicator, breaks}, scorecard.programme);
    expect(before.sentence).toContain("前年度より");
    expect(after.sentence).toBe("R5年度は必要水準より4,580千枚多い");
    expect(before.heads.at(-1)?.label).toBe("R6 9月まで（前年 39,878）");
    expect(after.heads.at(-1)?.label).toBe("R6 9月まで");
    const differences = ({bureaus}: typeof before) => bureaus?.rows.map(({cells}) => cells.at(-1));
    expect(before.bureaus?.heads).toEqual(["R3", "R4", "R5", "前年差"]);
    expect(differences(before)?.some((text) => text !== "－")).toBe(true);
    expect(differences(after)?.every((text) => text === "－")).toBe(true);
  });

  test("says where the files tell the base's year otherwise than the plan, as both are printed", () => {
    const indicator = indicatorOf("coaching_sessions");
    const {base_value: stated, base_fiscal_year: year} = indicator.score;
    const told = (value: number | null, kpi = {}) => {
      const [row] = indicator.years;
      if (!row) throw new Error("no years");
      const years = [{...row, fiscal_year: year, value}];
      return indicatorView({...indicator, kpi: {...indicator.kpi, ...kpi}, years}, scorecard.programme).base;
    };
    expect(told((stated ?? 0) + 3)).toBe(
      `計画の値。届いたファイルから数えたR${year - 2018}年度の値は${(stated ?? 0) + 3}回`,
    );
    expect(told((stated ?? 0) + 0.4)).toBeNull();
    expect([told(stated), told(null)]).toEqual([null, null]);
    expect(told((stated ?? 0) + 3, {base_from_fiscal_year: year - 1})).toBeNull();
    expect(told((stated ?? 0) + 3, {base_on: `${year}-10-01`})).toBeNull();
  });

  test("sets a revised target beside the first one and leads the line to it", () => {
    const view = viewOf("coaching_sessions");
    expect(view.heads.find(({label}) => label.startsWith("目標"))).toEqual({
      label: "目標（R7、当初 80）",
      value: "70",
      unit: "回",
    });
  });

  test("gives the reason of an accepted deviation, and only there", () => {
    expect(viewOf("bpr_procedures").accepted).toBe(
      "容認の理由：手続の選び直しのため、令和6年度の遅れを認める。（R7.3.31まで）",
    );
    expect(viewOf("coaching_sessions").accepted).toBeNull();
  });

  test("leaves bureaus with tiny denominators out, and says so", () => {
    const indicator = indicatorOf("male_parental_leave_rate");
    const smallOne = indicator.bureauYears.map((row) =>
      row.bureau_name === "総務企画局" ? {...row, denominator: 19} : {...row, denominator: 20},
    );
    const all = bureauTable(indicator);
    const larger = bureauTable({...indicator, bureauYears: smallOne});
    expect(all?.rows[0]?.bureau).toBe("総務企画局");
    expect(all?.note).not.toContain("分母");
    expect(larger?.rows.map(({bureau}) => bureau)).not.toContain("総務企画局");
    expect(larger?.note).toContain("分母が20に満たない局区を除く");
    // The least number is the city's.
    expect(bureauTable({...indicator, bureauYears: smallOne, fewPeople: 19})?.note).not.toContain("分母");
  });

  test("puts the year to date beside the years of the bureaus, in the place of the oldest", () => {
    const indicator = indicatorOf("male_parental_leave_rate");
    const latest = indicator.bureauYears.filter(({fiscal_year}) => fiscal_year === 2023);
    const toDate = (bureau: string, of: {value: number | null; denominator: number | null}) =>
      latest
        .filter(({bureau_name}) => bureau_name === bureau)
        .map((row) => ({
          ...{...row, ...of, fiscal_year: 2024, period_kind: "quarter" as const, period_end: "2024-09-30"},
          observation_status: of.value === null ? ("withheld" as const) : ("provisional" as const),
        }));
    const bureauToDate = [
      ...toDate("総務企画局", {value: 21.04, denominator: 40}),
      ...toDate("健康福祉局", {value: null, denominator: null}),
      ...toDate("まちづくり局", {value: 50, denominator: 19}),
    ];
    const table = bureauTable({...indicator, bureauToDate});
    expect(table?.heads).toEqual(["R4", "R5", "前年差", "R6.9まで"]);
    const shown = Object.fromEntries((table?.rows ?? []).map(({bureau, cells}) => [bureau, cells.at(-1)]));
    expect(shown).toMatchObject({
      総務企画局: "21.0",
      健康福祉局: "x",
      まちづくり局: "＊50.0",
      教育委員会事務局: "－",
    });
    expect(table?.note).toMatch(/x：人数が少ないため公表しない値.*＊：分母が20に満たない率/);
    // At the end of a year it is the year's value, which stands there already.
    const score = {...indicator.score, as_of_quarter: 4};
    expect(bureauTable({...indicator, score, bureauToDate})?.heads).toEqual(["R3", "R4", "R5", "前年差"]);
  });

  test("says how many bureaus it leaves out because their people are few", () => {
    const indicator = indicatorOf("overtime_over_480h");
    const hidden = indicator.bureauYears.map((row) =>
      row.fiscal_year === 2023 && (row.bureau_code ?? "") <= "02"
        ? {...row, value: null, observation_status: "withheld" as const}
        : row,
    );
    expect(bureauTable(indicator)?.note).toContain("人数が少ないため示さない局区（1）を除く");
    expect(bureauTable({...indicator, bureauYears: hidden})?.note).toContain("示さない局区（3）を除く");
  });

  test("speaks of the worst bureaus only where there are more than are shown", () => {
    const indicator = indicatorOf("overtime_over_480h");
    const few = indicator.bureauYears.filter(({bureau_code}) => (bureau_code ?? "") <= "02");
    expect(bureauTable(indicator)?.title).toBe("人数の多い局区（R5）");
    expect(bureauTable({...indicator, bureauYears: few})?.title).toBe("局区別（R5）");
  });
});

function indicatorOf(id: string): Indicator {
  const found = scorecard.indicators.find(({kpi}) => kpi.kpi_id === id);
  if (!found) throw new Error(`no indicator ${id}`);
  return found;
}

function viewOf(id: string): IndicatorView {
  return indicatorView(indicatorOf(id), scorecard.programme);
}

function rowOf(id: string): ScoreboardView["groups"][number]["rows"][number] {
  const {kpi} = indicatorOf(id);
  const row = board.groups.flatMap(({rows}) => rows).find(({name}) => name === kpi.short_name);
  if (!row) throw new Error(`no row for ${id}`);
  return row;
}
