import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Conditions of a population: "number attribute", with "!" in front of what is left out. */
const CONDITIONS: Record<string, string[]> = {
  in_ten: ["1 bureau"],
  women_in_ten: ["1 bureau", "1 sex"],
  ten_but_managers: ["1 bureau", "2 !grade"],
  unit_department_and_tag: ["1 unit", "2 department", "3 tag"],
  ten_or_any_woman: ["1 bureau", "2 sex"],
  women: ["1 sex"],
  all_but_ten: ["1 !bureau"],
  in_ten_and_twenty: ["1 bureau"],
  of_nobody: ["1 bureau"],
};

const BUREAUS_OF: Record<string, string[]> = {
  ...{in_ten: ["10"], women_in_ten: ["10"], ten_but_managers: ["10", "10"], unit_department_and_tag: ["10"]},
  ...{ten_or_any_woman: ["10"], women: ["10"], all_but_ten: ["20"], in_ten_and_twenty: ["10", "20"]},
};

/** Indicators that are counted in a population each, in a city of these bureaus. */
async function told(bureaus: string[]): Promise<string[]> {
  const {rows, close} = await modelsOn(["intermediate.int_kpis_of_one_bureau"], {
    "intermediate.int_population_conditions": {
      columns: "population_id varchar, condition_no integer, attribute varchar, is_excluded boolean",
      rows: Object.entries(CONDITIONS).flatMap(([population, conditions]) =>
        conditions.map((condition) => {
          const [number, attribute = ""] = condition.split(" ");
          return `'${population}', ${number}, '${attribute.replace("!", "")}', ${attribute.startsWith("!")}`;
        }),
      ),
    },
    "intermediate.int_population_profiles": {
      columns: "population_id varchar, bureau_code varchar",
      rows: Object.entries(BUREAUS_OF).flatMap(([population, codes]) =>
        codes.map((code) => `'${population}', '${code}'`),
      ),
    },
    "intermediate.int_staff_profiles": {
      columns: "bureau_code varchar",
      rows: bureaus.map((code) => `'${code}'`),
    },
    "catalog.kpi_measure_populations": {
      columns: "kpi_id varchar, population_id varchar",
      rows: [
        ...Object.keys(CONDITIONS).map((population) => `'kpi_${population}', '${population}'`),
        // Above and below the line.
        "'kpi_in_ten', 'women_in_ten'",
      ],
    },
  });
  const found = await rows("select kpi_id from intermediate.int_kpis_of_one_bureau order by all");
  close();
  return lines(found);
}

test("an indicator is one bureau's where all ways into its population are by place and lead to one bureau", async () => {
  expect(await told(["10", "10", "20"])).toEqual([
    "kpi_in_ten",
    "kpi_ten_but_managers",
    "kpi_unit_department_and_tag",
    "kpi_women_in_ten",
  ]);
});

test("in a city of one bureau the whole is that bureau anyhow", async () => {
  expect(await told(["10", "10"])).toEqual([]);
});
