import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {POPULATION_MODELS, populationTables} from "./populations-of.ts";

interface OnRoster {
  day?: string;
  key: string;
  bureau?: string;
  authority?: string;
  grade?: string;
  occupation?: string;
  sex?: string;
  employment?: string;
  isManager?: boolean;
  isInService?: boolean;
  state?: string;
  exam?: string;
}

function row({day = "2024-04-01", key, bureau = "1010", authority = "市長", ...rest}: OnRoster): string {
  const {grade = "staff", occupation = "事務", sex = "male", employment = "regular"} = rest;
  const {isManager = false, isInService = true, state = "working", exam = ""} = rest;
  return `'${day}', '${key}', '${bureau}', '${authority}', '${grade}', '${occupation}', '${sex}', '${employment}', ${isManager}, '2010-04-01', ${isInService}, '${state}', '${exam}'`;
}

let city: Awaited<ReturnType<typeof modelsOn>>;
beforeAll(async () => {
  city = await modelsOn([...POPULATION_MODELS, "marts.dim_scopes"], {
    "staging.stg_staff": {
      columns:
        "as_of_date date, staff_key varchar, bureau_code varchar, appointing_authority varchar, grade varchar, occupation varchar, sex varchar, employment_type varchar, is_manager boolean, hired_on date, is_in_service boolean, service_state varchar, exam_category varchar",
      rows: [
        row({key: "clerk"}),
        row({key: "clerk", day: "2024-10-01"}),
        row({key: "woman", sex: "female"}),
        row({key: "fireman", authority: "消防長"}),
        row({key: "head", grade: "subsection_chief"}),
        row({key: "chief", grade: "section_chief", isManager: true}),
        row({key: "teacher", occupation: "教員", authority: "教育委員会", bureau: "2010"}),
        row({key: "doctor", occupation: "医師", bureau: "2030"}),
        row({key: "doctor elsewhere", occupation: "医師"}),
        row({key: "appointee", employment: "fiscal_year_appointee"}),
        row({key: "gone", isInService: false}),
        row({key: "of a former bureau", bureau: "1000"}),
        row({key: "of an unknown bureau", bureau: "9999"}),
      ],
    },
    "staging.stg_bureaus": {
      columns: "bureau_code varchar, appointing_authority_group varchar",
      rows: ["'1010', '市長事務部局'", "'2010', 'その他任命'", "'2030', 'その他任命'"],
    },
    "intermediate.int_bureaus_today": {
      columns: "bureau_code varchar, today_code varchar",
      rows: ["'1000', '1010'", "'1010', '1010'", "'2010', '2010'", "'2030', '2030'"],
    },
    "catalog.overtime_rule_scopes": {
      columns: "rule_set varchar, scope_id varchar",
      rows: ["'report', 'area'"],
    },
    "catalog.kpis": {columns: "kpi_id varchar, scope_id varchar", rows: ["'kpi', 'women'", "'other', null"]},
    ...populationTables({
      populations: [
        "'everyone', '', true, 'on_day', ''",
        "'women_or_chiefs', '', true, 'on_day', ''",
        "'male_chiefs', '', true, 'on_day', ''",
        "'no_doctors_there', '', false, 'on_day', ''",
        "'unused', '', true, 'on_day', ''",
        "'women', '', true, 'on_day', ''",
        "'long_term_absence', '', true, 'on_day', ''",
      ],
      conditions: [
        "'women_or_chiefs', 1, false, 'sex', 'female', null",
        "'women_or_chiefs', 2, false, 'grade', 'section_chief', null",
        "'women_or_chiefs', 2, false, 'grade', 'division_director', null",
        "'male_chiefs', 1, false, 'sex', 'male', null",
        "'male_chiefs', 1, false, 'manager', 'manager', null",
        "'no_doctors_there', 1, true, 'bureau', '2030', null",
        "'no_doctors_there', 1, true, 'occupation', '医師', null",
        "'no_doctors_there', 2, true, 'authority', '教育委員会', null",
        "'women', 1, false, 'sex', 'female', null",
        "'long_term_absence', 1, true, 'employment', 'fiscal_year_appointee', null",
      ],
      // What populations.yaml has by the same name is said there.
      scopes: ["'area', '', false, 'その他任命', ''", "'women', '', true, 'その他任命', ''"],
      exclusions: ["'area', null, '教員', null", "'women', '1010', '事務', null"],
      absence: ["'2030', '医師', null, ''", "null, '教員', null, ''"],
      ofModels: [
        "'women_or_chiefs'",
        "'male_chiefs'",
        "'no_doctors_there'",
        "'women'",
        "'long_term_absence'",
      ],
      measured: ["'kpi', 'everyone'", "'kpi', 'no_doctors_there'"],
    }),
  });
});
afterAll(() => city.close());

async function members(population: string): Promise<string[]> {
  return lines(
    await city.rows(
      `select staff_key from intermediate.int_population_members
       where population_id = '${population}' and as_of_date = '2024-04-01' order by all`,
    ),
  );
}

test("who is of a bureau on no list is of no kind", async () => {
  const kinds = await city.rows(
    "select distinct bureau_code from intermediate.int_staff_profiles order by 1",
  );
  expect(lines(kinds)).toEqual(["1010", "2010", "2030"]);
});

// An attribute of several values asks for one of them, a condition for all its attributes, a population for one of its conditions.
test("who fits one of the conditions belongs to a population", async () => {
  expect(await members("women_or_chiefs")).toEqual(["chief", "woman"]);
  expect(await members("male_chiefs")).toEqual(["chief"]);
});

test("who fits one of the exceptions does not, nor a manager where managers are left out", async () => {
  expect(await members("no_doctors_there")).toEqual([
    ...["appointee", "clerk", "doctor elsewhere", "fireman", "head", "of a former bureau", "woman"],
  ]);
});

// overtime-scopes.csv and overtime-scope-exclusions.csv, as older folders of a city have them.
test("a scope of overtime is a population like another", async () => {
  expect(await members("area")).toEqual(["doctor"]);
});

test("a population of populations.yaml is none of the scopes, whatever else has its name", async () => {
  expect(await members("women")).toEqual(["woman"]);
});

// mental-health-exclusions.csv leaves out more than populations.yaml does: a doctor of 2030, not one elsewhere.
test("the staff that sick leave is measured against", async () => {
  expect(await members("long_term_absence")).toEqual([
    ...["chief", "clerk", "doctor elsewhere", "fireman", "head", "of a former bureau", "woman"],
  ]);
});

test("members are counted on every roster only where an indicator is measured over them", async () => {
  expect(
    lines(
      await city.rows(
        `select population_id, as_of_date::varchar as day, count(*) as people
         from intermediate.int_population_members where staff_key = 'clerk' group by all order by all`,
      ),
    ),
  ).toEqual([
    "everyone 2024-04-01 1",
    "everyone 2024-10-01 1",
    "long_term_absence 2024-04-01 1",
    "no_doctors_there 2024-04-01 1",
    "no_doctors_there 2024-10-01 1",
  ]);
});

test("scopes are the populations that limits or indicators are counted over", async () => {
  expect(lines(await city.rows("select scope_id from marts.dim_scopes order by 1"))).toEqual([
    "area",
    "women",
  ]);
});

// 年度の翌4月1日に在職する課長級: who is one on another roster, too, is counted once.
test("section chiefs are those of 1 April", async () => {
  const {rows, close} = await modelsOn(["intermediate.int_section_chiefs"], {
    "intermediate.int_population_members": {
      columns: "population_id varchar, as_of_date date, staff_key varchar, bureau_code varchar",
      rows: ["2023-10-01", "2024-04-01"].flatMap((day) => [
        `'section_chiefs', '${day}', 'chief', '1010'`,
        `'section_chiefs', '${day}', 'woman', '1020'`,
        `'women', '${day}', 'woman', '1020'`,
        `'women', '${day}', 'clerk', '1020'`,
      ]),
    },
  });
  const found = await rows(
    "select fiscal_year, staff_key, bureau_code, is_female from intermediate.int_section_chiefs order by all",
  );
  close();
  expect(lines(found)).toEqual(["2023 chief 1010 false", "2023 woman 1020 true"]);
});
