import {rmSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {selectTrees} from "../../pipelines/catalog/parsed-select.ts";
import {columnSources} from "../../pipelines/dictionary/column-sources.ts";
import {relationShapes} from "../../pipelines/dictionary/relation-shapes.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {otherProgrammesCity} from "../catalog/other-programmes-city.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
let engine: Warehouse;

beforeAll(async () => {
  engine = await openWritable(join(folder, "engine.duckdb"));
});

afterAll(() => {
  engine.close();
  remove();
});

const STORED: Record<string, string[]> = {
  "raw.hours": ["staff", "month", "minutes"],
  "raw.staff": ["staff", "bureau"],
};

/** {column: the columns that it comes from}. */
async function sourcesOf(text: string): Promise<Record<string, string[]>> {
  const tree = (await selectTrees(engine, [{text}])).get(text);
  const found = columnSources(tree ?? {}, (relation) => STORED[relation]);
  return Object.fromEntries([...found].map(([name, sources]) => [name, [...sources].sort()]));
}

describe("a column comes from what its expression reads", () => {
  test.each<[string, string, Record<string, string[]>]>([
    [
      "through joins and both kinds of names; what only joins or chooses is no source",
      `select s.bureau, sum(minutes) / 60 as hours, count(*) as rows_
       from raw.hours as h inner join raw.staff as s on s.staff = h.staff where h.month > 3 group by all`,
      {bureau: ["raw.staff.bureau"], hours: ["raw.hours.minutes"], rows_: []},
    ],
    [
      "through CTEs with new names, which hide stored ones",
      `with hours(person, amount) as (select staff, minutes from raw.hours), twice as (select person, amount * 2 as amount from hours)
       select * from twice`,
      {person: ["raw.hours.staff"], amount: ["raw.hours.minutes"]},
    ],
    [
      "through a function that makes rows of what stands before it",
      `select staff.bureau, part.name from raw.staff as staff cross join lateral unnest(string_split(staff.staff, ',')) as part (name)`,
      {bureau: ["raw.staff.bureau"], name: ["raw.staff.staff"]},
    ],
    [
      "by place in a union, by the first's names",
      `select staff as one, month as two from raw.hours union all select bureau, 0 from raw.staff`,
      {one: ["raw.hours.staff", "raw.staff.bureau"], two: ["raw.hours.month"]},
    ],
    [
      "through stars, of all tables, of one, without some",
      `select h.* exclude (month), staff.bureau from raw.hours as h inner join raw.staff using (staff)`,
      {staff: ["raw.hours.staff"], minutes: ["raw.hours.minutes"], bureau: ["raw.staff.bureau"]},
    ],
    [
      "by both sides where a column joins two",
      `select staff from raw.hours inner join raw.staff using (staff)`,
      {staff: ["raw.hours.staff", "raw.staff.staff"]},
    ],
    [
      "from a name given in the same SELECT, and from a subquery that reads what stands outside",
      `select minutes as m, m * 2 as twice, (select max(s.bureau || h.month) from raw.staff as s) as most from raw.hours as h`,
      {
        m: ["raw.hours.minutes"],
        twice: ["raw.hours.minutes"],
        most: ["raw.hours.month", "raw.staff.bureau"],
      },
    ],
    [
      "in windows with what orders and parts them, in CASE and FILTER",
      `select row_number() over (partition by staff order by month) as place,
         sum(minutes) filter (month > 3) as late, case when month = 1 then 'a' end as kind from raw.hours group by all`,
      {
        place: ["raw.hours.month", "raw.hours.staff"],
        late: ["raw.hours.minutes", "raw.hours.month"],
        kind: ["raw.hours.month"],
      },
    ],
    [
      "round a recursion",
      `with recursive chain as (select staff, staff as boss from raw.staff
         union all select chain.staff, raw.staff.bureau from chain inner join raw.staff on raw.staff.staff = chain.boss)
       select boss from chain`,
      {boss: ["raw.staff.bureau", "raw.staff.staff"]},
    ],
    [
      "from listed values and from a subquery in FROM",
      `select kind, inside.months from (select month as months from raw.hours) as inside, (values ('a')) as kinds(kind)`,
      {kind: [], months: ["raw.hours.month"]},
    ],
  ])("%s", async (_, text, expected) => {
    expect(await sourcesOf(text)).toEqual(expected);
  });

  test("a name that means nothing is a fault", async () => {
    await expect(sourcesOf("select days from raw.hours")).rejects.toThrow("nothing is called days");
    await expect(sourcesOf("select days from raw.days")).rejects.toThrow("nothing is called raw.days");
  });
});

test("every column of every model that the program ships is traced to inputs that there are", async () => {
  const others = otherProgrammesCity(({measure}) => measure !== undefined);
  for (const city of [SAMPLE_CITY, others]) {
    const {relations, models, lineage} = await relationShapes(city);
    const columns = new Map(
      relations.map((relation) => [relation.name, relation.columns.map(({name}) => name)]),
    );
    const made = new Set(models.map(({name}) => name));
    expect([...lineage.keys()]).toEqual(
      models.flatMap(({name}) => (columns.get(name) ?? []).map((column) => `${name}.${column}`)),
    );
    const inputs = new Set(
      [...columns].flatMap(([name, list]) =>
        made.has(name) ? [] : list.map((column) => `${name}.${column}`),
      ),
    );
    expect([...new Set([...lineage.values()].flat())].filter((column) => !inputs.has(column))).toEqual([]);
    expect(lineage.get("marts.fct_kpi_values.value")).toEqual(expect.arrayContaining(["catalog.kpis.unit"]));
  }
  rmSync(others, {recursive: true});
});
