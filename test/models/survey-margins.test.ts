import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Answers to a question: of 895 citizens 448 agree, others were asked as the case says. */
const ANSWERS = [
  "2021, 'citizens', 'citizen_orientation', 'はい', 'positive', 448, 3000",
  "2021, 'citizens', 'citizen_orientation', 'いいえ', 'negative', 447, 3000",
  // To whom it does not apply is no answer.
  "2021, 'citizens', 'citizen_orientation', '接していない', 'not_applicable', 1500, 3000",
  "2023, 'citizens', 'citizen_orientation', 'はい', 'positive', 100, 3000",
  "2021, 'staff', 'job_satisfaction', '満足', 'positive', 80, 401",
  "2021, 'staff', 'job_satisfaction', '不満', 'negative', 20, 401",
  "2022, 'staff', 'job_satisfaction', '満足', 'positive', 200, 401",
  "2022, 'staff', 'job_satisfaction', '不満', 'negative', 200, 401",
  "2023, 'staff', 'job_satisfaction', '満足', 'positive', 0, 401",
  // Scores 5 and 1, half each: a standard deviation of 2.
  "2021, 'citizens', 'comfort', '満足', 'positive', 50, 1000",
  "2021, 'citizens', 'comfort', '不満', 'negative', 50, 1000",
  "2021, 'citizens', 'comfort', '無回答', 'negative', 900, 1000",
];

async function margins(parameters: string[]) {
  const {rows, close} = await modelsOn(["metrics.survey_margins"], {
    "catalog.kpis": {
      columns: "kpi_id varchar, model varchar",
      rows: [
        "'citizens', 'kpi_citizen_orientation'",
        "'staff', 'kpi_job_satisfaction'",
        "'scored', 'measure_survey_mean'",
        "'of another source', 'kpi_job_satisfaction'",
      ],
    },
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, question varchar, measure_kind varchar",
      rows: ["'scored', 'comfort', 'survey_mean'"],
    },
    "catalog.kpi_measure_scores": {
      columns: "kpi_id varchar, option_text varchar, score double",
      // Another indicator gives the same answers other scores.
      rows: ["'scored', '満足', 5", "'scored', '不満', 1", "'scored otherwise', '満足', 10"],
    },
    "catalog.parameters": {columns: "parameter varchar, value varchar", rows: parameters},
    "intermediate.int_kpi_sources": {
      columns: "kpi_id varchar, source varchar",
      rows: [
        "'citizens', 'survey'",
        "'staff', 'survey'",
        "'scored', 'survey'",
        "'of another source', 'paper'",
      ],
    },
    "staging.stg_survey": {
      columns:
        "fiscal_year integer, population varchar, question varchar, option_text varchar, option_kind varchar, answer_count integer, asked_count integer",
      rows: ANSWERS,
    },
  });
  const found = lines(
    await rows(
      `select kpi_id, fiscal_year, answer_count, population_count, round(margin, 3) as margin, round(change_margin, 3) as change_margin
       from metrics.survey_margins order by kpi_id, fiscal_year`,
    ),
  );
  close();
  return found;
}

// 1.96 √(p (1 − p) / n), in points; Cochran, Sampling Techniques, 3.
test("a survey's value is as sure as its answers are many, and surer where they are much of the whole", async () => {
  expect(await margins(["'staff_survey', 'all'", "'few_people', '20'"])).toEqual([
    // 1.96 × √(0.50056 × 0.49944 / 895)
    "citizens 2021 895 － 3.276 －",
    // All agree: what they say is the same, whoever is asked. The year between is missing.
    "citizens 2023 100 － 0 －",
    // 1.96 × 2 / √100
    "scored 2021 100 － 0.392 －",
    // 1.96 × √(0.16 / 100) × √(301 / 400)
    "staff 2021 100 401 6.801 －",
    // 1.96 × √(0.25 / 400) × √(1 / 400), and √(6.801² + 0.245²)
    "staff 2022 400 401 0.245 6.805",
  ]);
});

test("of staff who were chosen nothing is known but how many answered", async () => {
  expect((await margins(["'staff_survey', 'sample'"])).filter((line) => line.startsWith("staff"))).toEqual([
    "staff 2021 100 － 7.84 －",
    "staff 2022 400 － 4.9 9.245",
  ]);
  expect(await margins([])).toEqual(await margins(["'staff_survey', 'sample'"]));
});
