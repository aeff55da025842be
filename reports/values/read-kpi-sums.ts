import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {parseRows} from "./parse-rows.ts";
import type {KpiFilter} from "./read-kpi-values.ts";

/** A sum of a group of bureaus, or of a bureau over several years, with whose it is. */
export type NamedSum = MartRow<"marts.fct_kpi_sums"> & {name: string};

/**
 * Rows of marts.fct_kpi_sums, narrowed: of a bureau also those of its group; of a year those that end in it; of a quarter or month
 * none. None in releases from before groups were told.
 */
export async function readKpiSums(marts: Marts, filter: KpiFilter): Promise<NamedSum[]> {
  const year = filter.period?.kind === "year" ? filter.period.fiscalYear : filter.fiscalYear;
  if (filter.period && filter.period.kind !== "year") return [];
  const {rows, groups, bureaus} = await readRows(marts);
  const groupsOf = (row: NamedSum | (typeof rows)[number]) =>
    groups.filter(
      ({group_code, valid_from, valid_to}) =>
        group_code === row.group_code && valid_from <= row.period_end && row.period_end <= valid_to,
    );
  const isOf = (row: (typeof rows)[number], bureauCode: string) =>
    row.bureau_code === bureauCode || groupsOf(row).some(({bureau_code}) => bureau_code === bureauCode);
  return rows
    .filter(
      (row) =>
        (year === undefined || row.fiscal_year === year) &&
        (filter.kpiId === undefined || row.kpi_id === filter.kpiId) &&
        (filter.kpiIds?.includes(row.kpi_id) ?? true) &&
        (filter.scopeId === undefined || row.scope_id === filter.scopeId) &&
        (filter.bureauCode === undefined || isOf(row, filter.bureauCode)),
    )
    .map((row) => ({
      ...row,
      name:
        groupsOf(row)[0]?.bureau_group_name ?? bureaus.get(row.bureau_code ?? "") ?? row.bureau_code ?? "",
    }));
}

async function readRows(marts: Marts) {
  const rows = await orNone(async () =>
    parseRows(
      "marts.fct_kpi_sums",
      await marts
        .selectFrom("marts.fct_kpi_sums")
        .selectAll()
        .orderBy("kpi_id")
        .orderBy("scope_id")
        .orderBy("period_end")
        .orderBy("period_start", "desc")
        .orderBy("group_code")
        .orderBy("bureau_code")
        .execute(),
    ),
  );
  const groups = await orNone(async () =>
    parseRows(
      "marts.dim_bureau_groups",
      await marts.selectFrom("marts.dim_bureau_groups").selectAll().execute(),
    ),
  );
  const bureaus = await marts
    .selectFrom("marts.dim_bureaus")
    .select(["bureau_code", "bureau_name"])
    .execute();
  return {
    rows,
    groups,
    bureaus: new Map(bureaus.map(({bureau_code, bureau_name}) => [bureau_code, bureau_name])),
  };
}
