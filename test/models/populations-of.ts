import type {HandMade} from "./models-on.ts";

/** From the rosters and lists to who belongs to which population. */
export const POPULATION_MODELS = [
  "int_staff_profiles",
  "int_roster_profiles",
  "int_populations",
  "int_population_conditions",
  "int_population_profiles",
  "int_population_members",
].map((name) => `intermediate.${name}`);

interface Said {
  /** "'annual_leave', '…', true, 'on_day', ''" as SQL has them */
  populations?: string[];
  conditions?: string[];
  scopes?: string[];
  exclusions?: string[];
  absence?: string[];
  ofModels?: string[];
  measured?: string[];
  tags?: string[];
  tagged?: string[];
}

/** The catalog tables that populations are made of. */
export function populationTables(said: Said): Record<string, HandMade> {
  return {
    "catalog.populations": {
      columns:
        "population_id varchar, population_name varchar, includes_managers boolean, counted varchar, note varchar",
      rows: said.populations ?? [],
    },
    "catalog.population_conditions": {
      columns:
        "population_id varchar, condition_no integer, is_excluded boolean, attribute varchar, value varchar, reason varchar",
      rows: said.conditions ?? [],
    },
    "catalog.overtime_scopes": {
      columns:
        "scope_id varchar, scope_name varchar, includes_managers boolean, appointing_authority_group varchar, scope_note varchar",
      rows: said.scopes ?? [],
    },
    "catalog.overtime_scope_exclusions": {
      columns: "scope_id varchar, bureau_code varchar, occupation varchar, employment_type varchar",
      rows: said.exclusions ?? [],
    },
    "catalog.mental_health_exclusions": {
      columns: "bureau_code varchar, occupation varchar, employment_type varchar, reason varchar",
      rows: said.absence ?? [],
    },
    "catalog.unit_tags": {columns: "tag varchar", rows: said.tags ?? []},
    "intermediate.int_roster_tags": {
      columns: "as_of_date date, staff_key varchar, hired_on date, tags varchar",
      rows: said.tagged ?? [],
    },
    "catalog.populations_of_models": {columns: "population_id varchar", rows: said.ofModels ?? []},
    "catalog.kpi_measure_populations": {
      columns: "kpi_id varchar, population_id varchar",
      rows: said.measured ?? [],
    },
  };
}
