import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

// catalog kpis: the city's value of an indicator is that of its official scope.
test("the city's values are those of the official scope", async () => {
  const {rows, close} = await modelsOn(["metrics.city_values"], {
    "metrics.figures": {
      columns: "kpi_id varchar, scope_id varchar, bureau_code varchar, value double",
      rows: [
        "'overtime', 'programme', null, 10",
        "'overtime', 'all', null, 12",
        "'overtime', 'programme', '1010', 4",
        "'paper', 'all', null, 5",
      ],
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, scope_id varchar",
      rows: ["'overtime', 'programme'", "'paper', 'all'"],
    },
  });
  const found = await rows("select kpi_id, scope_id, value from metrics.city_values order by all");
  close();
  expect(lines(found)).toEqual(["overtime programme 10", "paper all 5"]);
});
