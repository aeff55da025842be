import {type MartName, marts} from "../../schemas/marts.ts";
import type {ChangedRelation} from "../../schemas/release-plan.ts";
import {statement} from "../catalog/sql-files.ts";
import {type Cell, openWritable, type Warehouse} from "../engine/open.ts";
import {identifier} from "../engine/quoted.ts";
import {contentNames} from "../engine/relation-content.ts";

/**
 * Compares two release files row by row: names of the published relations that say something else in the later one,
 * and in how many rows. What tells releases apart and nothing of the city (their name and day, what is marked as
 * revised since which release) is left out; numbers are compared to twelve digits, because sums come in no fixed order. `others`
 * are all that are not the same to the last digit, in all columns: nothing else can say a number of a series otherwise.
 */
export async function changedRelations(
  before: string,
  after: string,
): Promise<{changed: ChangedRelation[]; others: Set<string>}> {
  const engine = await openWritable(":memory:");
  try {
    await engine.attach(before, "before");
    await engine.attach(after, "after");
    const others = await otherRelations(engine);
    const changed: ChangedRelation[] = [];
    for (const relation of COMPARED.filter((name) => others.has(name))) {
      const rowCount = await changedRows(engine, relation);
      if (rowCount > 0) changed.push({relation, row_count: rowCount});
    }
    return {changed, others};
  } finally {
    engine.close();
  }
}

/** Those that are not the same to the last digit, in all columns; all of them, where numbers of series are named otherwise. */
async function otherRelations(engine: Warehouse): Promise<Set<string>> {
  const [before, after] = [await contents(engine, "before"), await contents(engine, "after")];
  const others = Object.keys(marts).filter((name) => before.get(name) !== after.get(name));
  const isOfSameYear = (await lastYearIn(engine, "before")) === (await lastYearIn(engine, "after"));
  const isNamedOtherwise = others.includes("marts.dim_bureaus") || !isOfSameYear;
  return new Set(isNamedOtherwise ? Object.keys(marts) : others);
}

async function contents(engine: Warehouse, release: string): Promise<Map<string, string>> {
  const there = await engine.rows(statement("releases.marts_there"), {database: release});
  const names = await contentNames(
    engine,
    there.filter(({relation}) => String(relation) in marts).map(({relation}) => `${release}.${relation}`),
  );
  return new Map([...names].map(([name, content]) => [name.slice(release.length + 1), content]));
}

/** As releases.last_fiscal_year, of one of two releases. */
async function lastYearIn(engine: Warehouse, release: string): Promise<Cell | undefined> {
  const [years] = await engine.rows(
    `select max(fiscal_year) as last_year from ${release}.marts.fct_kpi_values where period_kind = 'year'`,
  );
  return years?.last_year;
}

/** What is marked as revised depends on what was handed out. */
const REVISIONS: MartName[] = [
  "marts.fct_revisions",
  "marts.fct_packet_revisions",
  "marts.fct_series_revisions",
];

const COMPARED = (Object.keys(marts) as MartName[]).filter((name) => !REVISIONS.includes(name));

const LEFT_OUT: Partial<Record<MartName, string[]>> = {
  "marts.release_info": ["release_id", "created_on"],
  // The status of the figure itself, which is compared where it stands.
  "marts.fct_scoreboard": ["observation_status"],
};

/** Rows that only one of them has; all rows of the later one when its columns are others. */
async function changedRows(engine: Warehouse, relation: MartName): Promise<number> {
  const [old, young] = [
    await columnsOf(engine, "before", relation),
    await columnsOf(engine, "after", relation),
  ];
  if (JSON.stringify(old) !== JSON.stringify(young)) return countOf(engine, `from after.${relation}`);
  const columns = young.filter(({name}) => !LEFT_OUT[relation]?.includes(name)).map(compared);
  const rows = (release: string) => `select ${columns.join(", ")} from ${settled(release, relation)}`;
  const [earlier, later] = [rows("before"), rows("after")];
  return countOf(
    engine,
    `from ((${later}) except all (${earlier})) union all from ((${earlier}) except all (${later}))`,
  );
}

interface Column {
  name: string;
  type: string;
}

async function columnsOf(engine: Warehouse, release: string, relation: MartName): Promise<Column[]> {
  const rows = await engine.rows(statement("releases.columns_of_relation"), {release, relation});
  return rows.map(({name, type}) => ({name: String(name), type: String(type)}));
}

function compared({name, type}: Column): string {
  return type === "DOUBLE" ? `format('{:.12g}', ${identifier(name)})` : identifier(name);
}

/** A revised figure counts by what it was before it was called revised: provisional or final. */
function settled(release: string, relation: MartName): string {
  if (relation !== "marts.fct_kpi_values") return `${release}.${relation}`;
  return `(
    select figures.* replace (
      coalesce(revisions.settled_status, figures.observation_status) as observation_status
    )
    from ${release}.marts.fct_kpi_values as figures
    left join ${release}.marts.fct_revisions as revisions
      on revisions.kpi_id = figures.kpi_id and revisions.period_kind = figures.period_kind
      and revisions.period_end = figures.period_end and revisions.scope_id = figures.scope_id
      and revisions.bureau_code is not distinct from figures.bureau_code
  )`;
}

async function countOf(engine: Warehouse, rows: string): Promise<number> {
  const [row] = await engine.rows(`select count(*)::integer as rows from (${rows})`);
  return Number(row?.rows);
}
