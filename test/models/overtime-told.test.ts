import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn} from "./models-on.ts";

/** People of each bureau on the year's own 1 April; others do not count. The last has nobody. */
const PEOPLE = {A: 400, B: 200, C: 90, D: 50, E: 30, F: 20, G: 0};
const BUREAUS = Object.keys(PEOPLE);

interface Given {
  /** min_cell, shown_by_bureau of the domain. */
  rule?: string;
  /** "2024-03-31 programme A true 9": what was chosen of the indicator. */
  chosen?: string[];
  /** Of the year 2023, for A to G: "programme report_480 9 8 1 0 0 0 1". */
  counts?: string[];
  /** "2023-06-01 all_authorities month_45 …"; a year's without a month: "－ programme report_480 …". */
  limits?: string[];
  /** "report_480 1 1 0 0 0 0 0 course 2 0 0 0 0 0 0": over and on course in July 2024, of everybody. */
  warned?: string[];
  /** Of whom the causes are due to be analysed, by A to G. */
  due?: string;
  /** As reported, by A to G. */
  reported?: string;
  people?: Record<string, number>;
  /** Years of which there is a roster of 1 April. */
  rosters?: number[];
  /** What was last told: "limits 2023-06-01 month_45 all_authorities 3 1 0 x x x x", in the order of the bureaus; "limits@2022" of another year. */
  before?: string[];
  /** "F D": F counts as D by now. */
  merged?: string[];
}

/** People on days that do not count. */
const OTHERS = {F: 40};

const RULES = [
  ["report_480", "report", "all_authorities", "year", 480],
  ["report_480", "report", "programme", "year", 480],
  ["report_1000", "report", "all_authorities", "year", 1000],
  ["report_1000", "report", "programme", "year", 1000],
  ...[600, 720, 900].map((hours) => [`report_${hours}`, "report", "all_authorities", "year", hours]),
  ["report_80b", "report", "all_authorities", "month", 80],
  // The same people by another name, or of another set of rules; and others, by another window.
  ["report_80", "report", "all_authorities", "month", 80],
  ["an_80", "personnel", "all_authorities", "month", 80],
  ["average_80", "personnel", "all_authorities", "average", 80],
  ["over_45", "personnel", "all_authorities", "month", 45, 6],
  ["month_60", "personnel", "programme", "month", 60],
  ["month_60", "personnel", "mayors", "month", 60],
  ["month_45", "personnel", "all_authorities", "month", 45],
  ["month_45", "personnel", "programme", "month", 45],
  ["month_45_mayor", "agreement", "mayors", "month", 45],
];

function perBureau(line: string, row: (bureau: string, count: string, keys: string[]) => string): string[] {
  const parts = line.split(" ");
  const keys = parts.slice(0, -BUREAUS.length);
  // The last one first: no order of rows is an order of bureaus.
  return BUREAUS.map((bureau, index) => row(bureau, parts.at(index - BUREAUS.length) ?? "", keys)).reverse();
}

function membersOf(scope: string, day: string, people: Record<string, number>): string[] {
  return Object.entries(people).flatMap(([bureau, count]) =>
    Array.from({length: count}, (_, index) => `'${scope}', '${day}', '${bureau}${index}', '${bureau}'`),
  );
}

async function told({
  rule = "0, true",
  chosen = [],
  counts = [],
  limits = [],
  warned = [],
  people = PEOPLE,
  rosters,
  before = [],
  merged = [],
  ...given
}: Given): Promise<string[]> {
  const scopes = ["all_authorities", "programme", "mayors"];
  const {rows, close} = await modelsOn(["metrics.overtime_by_bureau", "metrics.overtime_told"], {
    "catalog.privacy": {
      columns: "domain varchar, min_cell integer, shown_by_bureau boolean, min_people integer",
      // Of another domain nothing is asked here.
      rows: [...(rule === "" ? [] : [`'overtime', ${rule}, 50`]), "'leave', 99, false, 900"],
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, model varchar",
      rows: ["'over', 'kpi_overtime_over_480h'", "'other', 'kpi_other'"],
    },
    "disclosure.figures": {
      columns:
        "kpi_id varchar, period_end date, scope_id varchar, bureau_code varchar, is_told boolean, value double, numerator double",
      rows: chosen.flatMap((line) => {
        const [end = "", scope, bureau, isTold, count] = line.split(" ");
        const place = (kpi: string, of: string) => `'${kpi}', '${of}', '${scope}', '${bureau}'`;
        // A share tells its people above the line.
        const counted = bureau === "B" ? `${count}, null` : `77, ${count}`;
        return [
          `${place("over", end)}, ${isTold}, ${counted}`,
          `${place("over", "2023-03-31")}, true, 66, 66`,
          `${place("other", end)}, false, 66, 66`,
        ];
      }),
    },
    "disclosure.overtime_before": {
      columns:
        "relation varchar, fiscal_year integer, month date, told_as varchar, scope_id varchar, bureau_code varchar, staff_count double",
      rows: before.flatMap((line) =>
        perBureau(
          line,
          (bureau, count, [relation = "", month, toldAs, scope]) =>
            `'${relation.split("@")[0]}', ${relation.split("@")[1] ?? 2023}, ${month === "－" ? "null" : `'${month}'`}, '${toldAs}', '${scope}', '${bureau}', ${count === "x" ? "null" : count}`,
        ).filter((row) => !row.endsWith("－")),
      ),
    },
    "intermediate.int_bureaus_today": {
      columns: "bureau_code varchar, today_code varchar",
      rows: BUREAUS.map((bureau) => {
        const merger = merged.find((line) => line.startsWith(`${bureau} `));
        return `'${bureau}', '${merger?.split(" ")[1] ?? bureau}'`;
      }),
    },
    "catalog.overtime_rules": {
      columns: "rule_id varchar, threshold_hours integer",
      rows: [...new Set(RULES.map(([id, , , , hours]) => `'${id}', ${hours}`))],
    },
    "intermediate.int_overtime_rule_scopes": {
      columns:
        "rule_id varchar, rule_set varchar, scope_id varchar, window_kind varchar, threshold_hours integer, months_limit integer",
      rows: RULES.map(
        ([id, set, scope, window, hours, months]) =>
          `'${id}', '${set}', '${scope}', '${window}', ${hours}, ${months ?? "null"}`,
      ),
    },
    "intermediate.int_population_members": {
      columns: "population_id varchar, as_of_date date, staff_key varchar, bureau_code varchar",
      rows: scopes.flatMap((scope) => [
        ...(rosters ?? [2022, 2023, 2024, 2025]).flatMap((year) =>
          membersOf(scope, `${year}-04-01`, year === 2023 || year === 2024 ? people : OTHERS),
        ),
        ...membersOf(scope, "2024-10-01", OTHERS),
      ]),
    },
    "metrics.overtime_counts": {
      columns:
        "fiscal_year integer, quarter integer, rule_id varchar, threshold_hours integer, scope_id varchar, bureau_code varchar, staff_count integer",
      rows: counts
        .flatMap((line) =>
          perBureau(
            line,
            (bureau, count, [scope, id]) => `2023, 4, '${id}', 480, '${scope}', '${bureau}', ${count}`,
          ),
        )
        .concat("2024, 3, 'report_480', 480, 'programme', 'A', 7"),
    },
    "metrics.overtime_counts_by_organisation": {
      columns:
        "fiscal_year integer, organisation varchar, rule_id varchar, threshold_hours integer, scope_id varchar, bureau_code varchar, staff_count double",
      rows:
        given.reported === undefined
          ? []
          : perBureau(
              given.reported,
              (bureau, count, [scope = "programme"]) =>
                `2023, 'as_reported', 'report_480', 480, '${scope}', '${bureau}', ${count}`,
            ),
    },
    "metrics.overtime_limits": {
      columns:
        "fiscal_year integer, month date, rule_id varchar, scope_id varchar, bureau_code varchar, staff_count integer",
      rows: limits.flatMap((line) =>
        perBureau(
          line,
          (bureau, count, [month, scope, id]) =>
            `2023, ${month === "－" ? "null" : `'${month}'`}, '${id}', '${scope}', '${bureau}', ${count}`,
        ),
      ),
    },
    "metrics.overtime_early_warning": {
      columns:
        "fiscal_year integer, as_of_month date, months_elapsed integer, rule_id varchar, threshold_hours integer, scope_id varchar, bureau_code varchar, over_count integer, on_course_count integer",
      rows: warned.flatMap((line) => {
        const [over = "", course = ""] = line.split(" course ");
        const onCourse = (bureau: string) => course.split(" ")[BUREAUS.indexOf(bureau)];
        return perBureau(
          over,
          (bureau, count, [id]) =>
            `2024, '2024-07-01', 4, '${id}', 480, 'all_authorities', '${bureau}', ${count}, ${onCourse(bureau)}`,
        );
      }),
    },
    "metrics.overtime_analysis_due": {
      columns:
        "fiscal_year integer, due_on date, rule_set varchar, scope_id varchar, bureau_code varchar, staff_count integer",
      rows: perBureau(
        given.due ?? "0 0 0 0 0 0 0",
        (bureau, count) => `2023, '2024-05-31', 'personnel', 'all_authorities', '${bureau}', ${count}`,
      ).slice(given.due === undefined ? BUREAUS.length : 0),
    },
  } satisfies Record<string, HandMade>);
  const found = await rows(
    `select relation, coalesce(month::varchar, '年') as period, scope_id, rule_id,
       string_agg(coalesce(bureau_code, '他') || coalesce(cast(cast(staff_count as integer) as varchar), 'x')
         || coalesce('/' || cast(on_course_count as varchar), case when relation = 'early_warning' then '/x' else '' end), ' '
         order by bureau_code nulls last) as said
     from metrics.overtime_told group by all order by all`,
  );
  close();
  return lines(found);
}

test("people over 480 hours in a year are told as the indicator was chosen, by its numbers, wherever they stand", async () => {
  const chosen = ["A true 9", "B true 8", "C false 1", "D true 6", "E false 0", "F false 4", "G false 1"];
  expect(
    await told({
      rule: "5, true",
      chosen: chosen.map((line) => `2024-03-31 programme ${line}`),
      // Of A one person was taken off since: until the year is settled the indicator says 9.
      counts: [
        "programme report_480 8 7 1 6 0 4 1",
        "programme report_1000 9 9 9 9 9 9 9",
        "all_authorities report_480 9 9 2 6 0 4 1",
      ],
      limits: ["－ programme report_480 8 7 1 6 0 4 1"],
      reported: "all_authorities 8 8 1 6 0 4 1",
    }),
  ).toEqual([
    // In another scope nothing was chosen: from the two together a few people would follow.
    "counts 年 all_authorities report_480 Ax Bx Cx Dx Ex Fx Gx 他31",
    "counts 年 programme report_1000 Ax Bx Cx Dx Ex Fx Gx 他63",
    "counts 年 programme report_480 A9 B8 Cx D6 Ex Fx Gx 他4",
    "counts_by_organisation 年 all_authorities report_480 Ax Bx Cx Dx Ex Fx Gx 他28",
    "limits 年 programme report_480 A9 B8 Cx D6 Ex Fx Gx 他4",
  ]);
});

test("a city that publishes the counts of a year shows all of them, in every scope", async () => {
  expect(
    await told({
      chosen: ["2024-03-31 all_authorities A true 5"],
      counts: ["programme report_480 9 8 1 0 0 0 1", "all_authorities report_1000 0 1 0 0 0 0 0"],
      reported: "9 8 1 0 0 0 1",
    }),
  ).toEqual([
    "counts 年 all_authorities report_1000 A0 B1 C0 D0 E0 F0 G0",
    "counts 年 programme report_480 A9 B8 C1 D0 E0 F0 G1",
    "counts_by_organisation 年 programme report_480 A9 B8 C1 D0 E0 F0 G1",
  ]);
});

test("a month's counts are of bureaus with 50 people; the smaller ones are told together, in one way of counting", async () => {
  expect(
    await told({
      limits: [
        "2023-06-01 all_authorities month_45 3 1 0 2 1 0 1",
        "2023-06-01 programme month_45 3 1 0 1 1 0 1",
        "2023-06-01 mayors month_45_mayor 3 0 0 0 0 0 0",
        "2023-07-01 all_authorities month_45 0 0 0 0 0 0 0",
        "2023-10-01 all_authorities month_45 0 0 0 0 1 0 0",
        // All of C but four.
        "2023-08-01 all_authorities month_45 3 1 86 2 1 0 1",
        // All of D but five.
        "2023-09-01 all_authorities month_45 3 1 0 45 1 0 1",
        "2023-06-01 all_authorities report_80 3 1 0 2 1 0 1",
        "2023-06-01 all_authorities report_80b 3 1 0 2 1 0 1",
        "2023-06-01 all_authorities an_80 3 1 0 2 1 0 1",
        "2023-06-01 all_authorities average_80 3 1 0 2 1 0 1",
        "2023-06-01 all_authorities over_45 3 1 0 2 1 0 1",
        "2023-06-01 mayors month_60 3 1 0 2 1 0 1",
        "2023-06-01 programme month_60 3 1 0 2 1 0 1",
        // Of a year, but not in the yearly report's way of counting.
        "－ mayors month_45_mayor 3 0 0 0 0 0 0",
      ],
      due: "3 1 0 2 1 0 1",
    }),
  ).toEqual([
    "analysis_due 年 all_authorities － A3 B1 C0 D2 Ex Fx Gx 他2",
    "limits 2023-06-01 all_authorities an_80 Ax Bx Cx Dx Ex Fx Gx 他8",
    "limits 2023-06-01 all_authorities average_80 A3 B1 C0 D2 Ex Fx Gx 他2",
    "limits 2023-06-01 all_authorities month_45 A3 B1 C0 D2 Ex Fx Gx 他2",
    "limits 2023-06-01 all_authorities over_45 A3 B1 C0 D2 Ex Fx Gx 他2",
    "limits 2023-06-01 all_authorities report_80 A3 B1 C0 D2 Ex Fx Gx 他2",
    "limits 2023-06-01 all_authorities report_80b Ax Bx Cx Dx Ex Fx Gx 他8",
    "limits 2023-06-01 mayors month_45_mayor Ax Bx Cx Dx Ex Fx Gx 他3",
    "limits 2023-06-01 mayors month_60 A3 B1 C0 D2 Ex Fx Gx 他2",
    "limits 2023-06-01 programme month_45 Ax Bx Cx Dx Ex Fx Gx 他7",
    "limits 2023-06-01 programme month_60 Ax Bx Cx Dx Ex Fx Gx 他8",
    // Where the city has nobody, nothing is hidden.
    "limits 2023-07-01 all_authorities month_45 A0 B0 C0 D0 E0 F0 G0",
    "limits 2023-08-01 all_authorities month_45 A3 B1 Cx D2 Ex Fx Gx 他88",
    "limits 2023-09-01 all_authorities month_45 A3 B1 C0 D45 Ex Fx Gx 他2",
    // Nor is the one that it has found; where G has nobody, E and F would know of each other.
    "limits 2023-10-01 all_authorities month_45 A0 B0 C0 Dx Ex Fx Gx 他1",
    "limits 年 mayors month_45_mayor Ax Bx Cx Dx Ex Fx Gx 他3",
  ]);
});

test("where few people are never told, a month hides them among three bureaus with twice as many", async () => {
  const rule = "5, true";
  expect(
    await told({
      rule,
      limits: [
        "2023-06-01 all_authorities month_45 30 20 7 6 2 1 1",
        "2023-07-01 all_authorities month_45 30 20 7 6 0 0 5",
      ],
      counts: ["all_authorities report_1000 9 8 6 0 0 1 0"],
    }),
  ).toEqual([
    "counts 年 all_authorities report_1000 A9 Bx Cx Dx Ex Fx Gx 他15",
    "limits 2023-06-01 all_authorities month_45 A30 B20 C7 Dx Ex Fx Gx 他10",
    "limits 2023-07-01 all_authorities month_45 A30 B20 C7 Dx Ex Fx Gx 他11",
  ]);
});

test("a year's count of few is hidden by the next smallest of its own rule", async () => {
  const found = await told({
    rule: "5, true",
    counts: [
      // Five is not few.
      "all_authorities report_1000 9 8 7 7 5 12 11",
      // Ten in two bureaus take a third.
      "all_authorities report_600 9 8 7 6 12 11 4",
      // Of two alike the first.
      "all_authorities report_720 9 8 7 7 12 3 3",
      // Six in three bureaus take a fourth.
      "all_authorities report_900 9 8 7 7 2 2 2",
    ],
  });
  expect(found).toEqual([
    "counts 年 all_authorities report_1000 A9 B8 C7 D7 E5 F12 G11",
    "counts 年 all_authorities report_600 A9 B8 Cx Dx E12 F11 Gx 他17",
    "counts 年 all_authorities report_720 A9 B8 Cx D7 E12 Fx Gx 他13",
    "counts 年 all_authorities report_900 A9 B8 Cx D7 Ex Fx Gx 他13",
  ]);
});

test("without a rule nothing is told of a bureau", async () => {
  expect(await told({rule: "", counts: ["programme report_480 9 8 1 0 0 0 1"]})).toEqual([
    "counts 年 programme report_480 Ax Bx Cx Dx Ex Fx Gx 他19",
  ]);
});

test("who is over already, and on course to be, is told of bureaus with people enough, and of none where few are never told", async () => {
  const warned = "report_480 1 0 0 0 0 0 0 course 2 0 1 0 0 0 1";
  // Of a city that publishes how many are over in a year, those who are over already are no secret.
  expect(await told({warned: [warned]})).toEqual([
    "early_warning 2024-07-01 all_authorities report_480 A1/2 B0/0 C0/1 D0/0 E0/x F0/x G0/x 他0/1",
  ]);
  expect(await told({warned: [warned.replace("report_480", "year_360")]})).toEqual([
    "early_warning 2024-07-01 all_authorities year_360 A1/2 B0/0 C0/1 D0/0 Ex/x Fx/x Gx/x 他0/1",
  ]);
  expect(await told({warned: [warned], rule: "5, true"})).toEqual([
    "early_warning 2024-07-01 all_authorities report_480 Ax/x Bx/x Cx/x Dx/x Ex/x Fx/x Gx/x 他1/4",
  ]);
  expect(await told({warned: ["report_480 9 9 0 0 0 0 0 course 9 9 0 0 0 0 0"], rule: "5, true"})).toEqual([
    "early_warning 2024-07-01 all_authorities report_480 Ax/x Bx/x Cx/x Dx/x Ex/x Fx/x Gx/x 他18/18",
  ]);
  expect(await told({warned: ["report_480 1 0 0 0 0 0 0 course 0 0 0 0 0 0 0"], rule: "5, true"})).toEqual([
    "early_warning 2024-07-01 all_authorities report_480 Ax/0 Bx/0 Cx/0 Dx/0 Ex/0 Fx/0 Gx/0 他1/0",
  ]);
  // That nobody of the city is over yet says it of every bureau.
  expect(await told({warned: ["report_480 0 0 0 0 0 0 0 course 2 0 1 0 0 0 1"], rule: "5, true"})).toEqual([
    "early_warning 2024-07-01 all_authorities report_480 A0/x B0/x C0/x D0/x E0/x F0/x G0/x 他0/4",
  ]);
});

test("a city that shows no bureau tells the city alone", async () => {
  expect(
    await told({
      rule: "0, false",
      counts: ["programme report_480 9 8 1 0 0 0 1"],
      limits: ["2023-06-01 all_authorities month_45 3 1 0 2 1 0 1"],
    }),
  ).toEqual([
    "counts 年 programme report_480 Ax Bx Cx Dx Ex Fx Gx 他19",
    "limits 2023-06-01 all_authorities month_45 Ax Bx Cx Dx Ex Fx Gx 他8",
  ]);
});

test("nothing of the indicator stands for others where each bureau of it was chosen, in its scope and by today's organisation", async () => {
  expect(
    await told({
      rule: "5, true",
      // Few, or nobody, whom an earlier release told.
      chosen: BUREAUS.map(
        (bureau, index) => `2024-03-31 programme ${bureau} true ${[9, 8, 7, 6, 0, 6, 1][index]}`,
      ),
      counts: ["programme report_480 9 8 7 6 0 6 1"],
      reported: "programme 9 8 7 6 0 6 1",
    }),
  ).toEqual([
    "counts 年 programme report_480 A9 B8 C7 D6 E0 F6 G1",
    "counts_by_organisation 年 programme report_480 Ax Bx Cx Dx Ex Fx Gx 他37",
  ]);
});

test("a year over another limit is a count, by the city's least, whichever mart tells it", async () => {
  const count = "all_authorities report_1000 12 11 6 6 15 0 0";
  const said = "年 all_authorities report_1000 A12 B11 Cx Dx E15 Fx Gx 他12";
  expect(await told({rule: "5, true", counts: [count], limits: [`－ ${count}`]})).toEqual([
    `counts ${said}`,
    `limits ${said}`,
  ]);
});

test("where one person is few, the early warning tells of no bureau", async () => {
  expect(await told({rule: "1, true", warned: ["year_360 1 0 0 0 0 0 0 course 2 0 1 0 0 0 1"]})).toEqual([
    "early_warning 2024-07-01 all_authorities year_360 Ax/x Bx/x Cx/x Dx/x Ex/x Fx/x Gx/x 他1/4",
  ]);
});

test("that nobody is on course to one limit is told, whoever is to another", async () => {
  const nobody = "course 0 0 0 0 0 0 0";
  expect(
    await told({
      rule: "5, true",
      warned: [`report_480 1 0 0 0 0 0 0 ${nobody}`, "year_360 1 0 0 0 0 0 0 course 2 0 1 0 0 0 1"],
    }),
  ).toEqual([
    "early_warning 2024-07-01 all_authorities report_480 Ax/0 Bx/0 Cx/0 Dx/0 Ex/0 Fx/0 Gx/0 他1/0",
    "early_warning 2024-07-01 all_authorities year_360 Ax/x Bx/x Cx/x Dx/x Ex/x Fx/x Gx/x 他1/4",
  ]);
});

test("those that hide a month together have people enough, the smallest of the others with them if they have not", async () => {
  const small = {A: 400, B: 200, C: 60, D: 60, E: 25, F: 24};
  const month = (day: string, said = "1 0 9 9 1 1 1") => `2023-${day} all_authorities month_45 ${said}`;
  // 49 people; of two bureaus alike the first, however many they have over the limit.
  expect(await told({people: small, limits: [month("06-01"), month("07-01")]})).toEqual(
    ["06-01", "07-01"].map((day) => `limits 2023-${day} all_authorities month_45 A1 B0 Cx D9 Ex Fx Gx 他12`),
  );
  // 50 people.
  expect(await told({people: {...small, E: 26}, limits: [month("06-01")]})).toEqual([
    "limits 2023-06-01 all_authorities month_45 A1 B0 C9 D9 Ex Fx Gx 他3",
  ]);
  // A year's count hides among counts: twice the least is enough.
  expect(
    await told({rule: "5, true", people: small, counts: ["all_authorities report_1000 9 8 7 7 4 4 4"]}),
  ).toEqual(["counts 年 all_authorities report_1000 A9 B8 C7 D7 Ex Fx Gx 他12"]);
});

/** What is told of June 2023 when an earlier release said something of it. */
async function toldAfter(before: string, now: string, given: Given = {}): Promise<string> {
  const month = "2023-06-01";
  const [said = ""] = await told({
    before: [`limits ${month} month_45 all_authorities ${before}`],
    limits: [`${month} all_authorities month_45 ${now}`],
    ...given,
  });
  return said.replace(`limits ${month} all_authorities month_45 `, "");
}

test("whom a release hid in a month stays hidden in it, and nobody is told in his place", async () => {
  const now = "3 1 0 2 1 0 1";
  // D has 50 people by now: told alone, it would leave what E, F and G have of the sum that all four hid in.
  expect(await toldAfter("3 1 0 x x x x", now)).toBe("A3 B1 C0 Dx Ex Fx Gx 他4");
  // C hid with them, for want of people.
  expect(await toldAfter("3 1 x 2 x x x", now)).toBe("A3 B1 Cx D2 Ex Fx Gx 他2");
  // Who is too small by now, and was told, hides with those who hid.
  expect(await toldAfter("3 1 0 2 1 x x", now)).toBe("A3 B1 C0 D2 Ex Fx Gx 他2");
});

test("what was hidden in another table hides nobody in this one", async () => {
  const [month, day] = ["2023-06-01 all_authorities month_45 3 1 0 2 1 0 1", "2023-06-01"];
  const others = [
    `early_warning ${day} month_45 all_authorities`,
    `limits@2022 ${day} month_45 all_authorities`,
    "limits 2023-07-01 month_45 all_authorities",
    "limits － month_45 all_authorities",
    `limits ${day} month_60 all_authorities`,
    `limits ${day} month_45 programme`,
  ];
  const before = others.map((table) => `${table} x x x x x x x`);
  const said = "limits 2023-06-01 all_authorities month_45 A3 B1 C0 D2 Ex Fx Gx 他2";
  expect(await told({before, limits: [month]})).toEqual([said]);
  // Nor does a bureau that is new in another month.
  expect(
    await told({
      before: [
        `limits ${day} month_45 all_authorities 3 1 0 2 x x x`,
        "limits 2023-07-01 month_45 all_authorities 3 1 － 2 x x x",
      ],
      limits: [month, "2023-07-01 all_authorities month_45 3 1 1 2 1 0 1"],
    }),
  ).toEqual([said, "limits 2023-07-01 all_authorities month_45 Ax Bx Cx Dx Ex Fx Gx 他9"]);
});

test("a bureau that counts a hidden one by now is hidden in the months of before, one that counts told ones is told", async () => {
  const before = "3 1 0 2 x x x";
  expect(await toldAfter(before, "3 1 0 3 1 0 0", {merged: ["F D"]})).toBe("A3 B1 C0 Dx Ex Fx Gx 他4");
  expect(await toldAfter(before, "3 1 0 3 1 0 0", {merged: ["C D"]})).toBe("A3 B1 C0 D3 Ex Fx Gx 他1");
});

test("of a month with people who were told of elsewhere before, the city alone is told", async () => {
  expect(await toldAfter("3 1 － 2 x x x", "3 1 0 2 1 0 1")).toBe("A3 B1 C0 D2 Ex Fx Gx 他2");
  expect(await toldAfter("3 1 － 2 x x x", "3 1 1 2 1 0 1")).toBe("Ax Bx Cx Dx Ex Fx Gx 他9");
});

test("where nothing was told of a month, another month's bureaus are no reason to tell the city alone", async () => {
  const month = (day: string) => `${day} all_authorities month_45 3 1 1 2 1 0 1`;
  expect(
    await told({
      before: ["limits 2023-06-01 month_45 all_authorities 3 1 1 2 x x x"],
      limits: [month("2023-06-01"), month("2023-07-01")],
    }),
  ).toEqual(
    ["2023-06-01", "2023-07-01"].map(
      (day) => `limits ${day} all_authorities month_45 A3 B1 C1 D2 Ex Fx Gx 他2`,
    ),
  );
});

test("of a year with people who were told of elsewhere before, the city alone is told, not what bureaus were told to have", async () => {
  expect(
    await told({
      rule: "5, true",
      before: ["counts － 480 all_authorities 9 8 － 7 6 12 11"],
      counts: ["all_authorities report_1000 8 8 7 7 6 12 11"],
    }),
  ).toEqual(["counts 年 all_authorities report_1000 Ax Bx Cx Dx Ex Fx Gx 他59"]);
});

test("a year's count that was told stays as it was until it moves by the least, one that was hidden stays hidden", async () => {
  const rule = "5, true";
  const count = "all_authorities report_1000 8 8 7 7 5 4 25";
  const said = "年 all_authorities report_1000 A9 B8 Cx Dx Ex F12 G25 他10";
  const before = "all_authorities 9 8 x x x 12 11";
  expect(
    await told({
      rule: "5, true",
      before: [`counts － 480 ${before}`, `limits － report_1000 ${before}`],
      counts: [count],
      limits: [`－ ${count}`],
    }),
  ).toEqual([`counts ${said}`, `limits ${said}`]);
  // Moved by the least, up or down, to what may be told; and to fewer.
  const moved = await told({
    rule: "5, true",
    before: [`counts － 480 ${before}`],
    counts: ["all_authorities report_1000 14 3 7 7 5 7 5"],
  });
  expect(moved).toEqual(["counts 年 all_authorities report_1000 A14 B8 Cx Dx Ex F7 G5 他14"]);
  // A month is told as it is.
  expect(await toldAfter("30 20 7 x x x x", "31 20 7 6 2 1 1", {rule})).toBe("A31 B20 C7 Dx Ex Fx Gx 他10");
  // G counts as F by now, of which 12 and 11 were told.
  const merged = await told({
    rule: "5, true",
    merged: ["G F"],
    before: [`counts － 480 ${before}`],
    counts: ["all_authorities report_1000 8 8 7 7 5 24 0"],
  });
  expect(merged).toEqual(["counts 年 all_authorities report_1000 A9 B8 Cx Dx Ex F23 Gx 他19"]);
  // What is left is nobody at the least.
  const fewer = await told({
    rule: "5, true",
    before: [`counts － 480 ${before}`],
    counts: ["all_authorities report_1000 8 8 0 0 0 4 11"],
  });
  expect(fewer).toEqual(["counts 年 all_authorities report_1000 A9 B8 Cx Dx Ex F12 G11 他0"]);
  // A city that publishes such counts hides nobody any more.
  for (const then of [before, "all_authorities 9 8 x x － 12 11"])
    expect(await told({before: [`counts － 480 ${then}`], counts: [count]})).toEqual([
      "counts 年 all_authorities report_1000 A8 B8 C7 D7 E5 F4 G25",
    ]);
});

test("the people of a bureau are those of the year's own roster, or the last before it, or the first of all", async () => {
  const limits = ["2023-06-01 all_authorities month_45 3 1 0 2 1 0 1"];
  const all = ["limits 2023-06-01 all_authorities month_45 Ax Bx Cx Dx Ex Fx Gx 他8"];
  const some = ["limits 2023-06-01 all_authorities month_45 A3 B1 C0 D2 Ex Fx Gx 他2"];
  expect(await told({limits, rosters: [2022, 2023, 2024]})).toEqual(some);
  // On the others F alone has anybody.
  expect(await told({limits, rosters: [2021, 2022, 2024]})).toEqual(all);
  expect(await told({limits, rosters: [2024, 2025]})).toEqual(some);
});

test("each year has its own roster, and one person is somebody to hide among", async () => {
  expect(
    await told({
      limits: ["2023-06-01 all_authorities month_45 3 1 0 2 1 0 1"],
      warned: ["year_360 1 0 0 0 0 0 0 course 2 0 1 0 0 0 1"],
    }),
  ).toEqual([
    "early_warning 2024-07-01 all_authorities year_360 A1/2 B0/0 C0/1 D0/0 Ex/x Fx/x Gx/x 他0/1",
    "limits 2023-06-01 all_authorities month_45 A3 B1 C0 D2 Ex Fx Gx 他2",
  ]);
  expect(
    await told({
      people: {...PEOPLE, E: 40, G: 1},
      limits: ["2023-06-01 all_authorities month_45 3 1 0 2 1 0 0"],
    }),
  ).toEqual(["limits 2023-06-01 all_authorities month_45 A3 B1 C0 D2 Ex Fx Gx 他1"]);
});

test("those that hide together are not nearly all over the limit", async () => {
  const people = {A: 400, B: 200, C: 60, D: 60, E: 25, F: 25, G: 5};
  const month = (said: string) => [`2023-06-01 all_authorities month_45 ${said}`];
  expect(await told({people, limits: month("1 0 9 9 25 25 0")})).toEqual([
    "limits 2023-06-01 all_authorities month_45 A1 B0 C9 D9 Ex Fx Gx 他50",
  ]);
  expect(await told({people, limits: month("1 0 9 9 25 25 1")})).toEqual([
    "limits 2023-06-01 all_authorities month_45 A1 B0 Cx D9 Ex Fx Gx 他60",
  ]);
});
