import {type Measure, populationsOf, sidesOf, sourcesOf} from "../../schemas/measure.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";

type TableContent = Omit<RowsToInsert, "table">;

interface Measured {
  id: string;
  measure?: Measure | undefined;
  /** In another programme: the indicator whose values it takes, so that nothing is measured twice. */
  counted_as?: string | undefined;
}

const MEASURE_COLUMNS = {
  kpi_id: "varchar",
  measure_kind: "varchar",
  population_id: "varchar",
  part_population_id: "varchar",
  year_starts: "integer",
  by_month: "boolean",
  per_month: "boolean",
  threshold: "double",
  compare: "varchar",
  window_kind: "varchar",
  unit_level: "varchar",
  people: "varchar",
  on_month: "integer",
  on_day: "integer",
  year_shift: "integer",
  after_months: "integer",
  is_still: "boolean",
  question: "varchar",
  indicator: "varchar",
  segment: "varchar",
  whole: "varchar",
  told_by: "double",
};

/** The tables of the schema `catalog` that say how indicators without SQL are measured. */
export function measureTables(kpis: Measured[]): Record<string, TableContent> {
  const said = kpis.flatMap(({id, measure, counted_as}) => (measure ? [{id, measure, counted_as}] : []));
  const measured = said.filter(({counted_as}) => counted_as === undefined);
  return {
    kpi_measures: {columns: MEASURE_COLUMNS, rows: measured.map(({id, measure}) => measureRow(id, measure))},
    kpi_measure_sides: {
      columns: {
        ...{kpi_id: "varchar", side: "varchar", source: "varchar", field: "varchar", item: "varchar"},
        ...{worked_department: "varchar", population_id: "varchar", at_least: "double"},
      },
      rows: measured.flatMap(({id, measure}) =>
        sidesOf(measure).map(({side, of}) => ({
          kpi_id: id,
          side,
          source: of.source,
          field: of.field,
          item: of.item ?? null,
          worked_department: of.department ?? null,
          population_id: of.population ?? null,
          at_least: of.at_least ?? null,
        })),
      ),
    },
    kpi_measure_sources: {
      columns: {kpi_id: "varchar", source: "varchar"},
      rows: said.flatMap(({id, measure}) => sourcesOf(measure).map((source) => ({kpi_id: id, source}))),
    },
    kpi_measure_populations: {
      columns: {kpi_id: "varchar", population_id: "varchar"},
      rows: measured.flatMap(({id, measure}) =>
        populationsOf(measure).map((population) => ({kpi_id: id, population_id: population})),
      ),
    },
    kpi_measure_scores: {
      columns: {kpi_id: "varchar", option_text: "varchar", score: "double"},
      rows: measured.flatMap(({id, measure}) =>
        measure.kind === "survey_mean"
          ? Object.entries(measure.scores).map(([option, score]) => ({
              kpi_id: id,
              option_text: option,
              score,
            }))
          : [],
      ),
    },
  };
}

function measureRow(id: string, said: Measure): RowsToInsert["rows"][number] {
  const over = "threshold" in said ? said : undefined;
  const counted = "people" in said ? said : undefined;
  const [onMonth, onDay] = (counted?.on ?? "04-01").split("-").map(Number);
  return {
    kpi_id: id,
    measure_kind: said.kind,
    population_id: "population" in said ? (said.population ?? null) : null,
    part_population_id: said.kind === "share" ? said.part : null,
    year_starts: "year_starts" in said ? said.year_starts : 4,
    by_month: "by_month" in said && said.by_month,
    per_month: said.kind === "mean" && said.per === "month",
    threshold: over?.threshold ?? null,
    compare: over?.compare ?? null,
    window_kind: over?.window ?? null,
    unit_level: said.kind === "units_over" ? (said.level ?? null) : null,
    people: counted?.people ?? null,
    on_month: onMonth ?? null,
    on_day: onDay ?? null,
    year_shift: counted?.of_year === "next" ? 1 : 0,
    after_months: said.kind === "cohort" ? said.after_months : 0,
    is_still: said.kind === "cohort" ? said.still : null,
    question: "question" in said ? said.question : null,
    indicator: said.kind === "figures" ? said.indicator : null,
    segment: said.kind === "figures" ? (said.segment ?? null) : null,
    whole: said.kind === "figures" ? (said.whole ?? null) : null,
    told_by: said.kind === "figures" ? said.told_by : null,
  };
}
