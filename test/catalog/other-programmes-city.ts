import {cpSync, mkdtempSync, readFileSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse, stringify} from "yaml";
import {entryOf} from "../models/measured-city.ts";
import type {Aimed} from "./target-forms.ts";

const BARE = join(import.meta.dirname, "../../data/cities/bare");

interface Entry extends Aimed {
  no: number;
  unit: string;
  since?: number;
  model?: string;
  measure?: Record<string, unknown>;
}

/** How the definitions of other bodies are written as entries. */
export const WRITTEN = parse(readFileSync(join(import.meta.dirname, "other-programmes.yaml"), "utf8")) as {
  populations: Record<string, unknown>;
  kpis: Entry[];
};

/** A new folder of a city that has those of them that are kept, and some others besides. */
export function otherProgrammesCity(
  isKept: (entry: Entry) => boolean = () => true,
  besides: Entry[] = [],
): string {
  const city = mkdtempSync(join(tmpdir(), "kaikaku-others-"));
  cpSync(BARE, city, {recursive: true});
  writeFileSync(join(city, "populations.yaml"), stringify({populations: WRITTEN.populations}));
  writeFileSync(
    join(city, "sources/staff.yaml"),
    "values:\n  grade: { 主査級: { own: chief_clerk }, 警部: { own: inspector } }\n",
  );
  writeFileSync(
    join(city, "city.yaml"),
    `${readFileSync(join(BARE, "city.yaml"), "utf8")}levels: [課, 学校]\nunit: 課\n`,
  );
  writeFileSync(
    join(city, "units.csv"),
    `unit_code,level_name,parent_code,valid_from,valid_to
甲課,課,,2020-04-01,
乙課,課,,2020-04-01,
甲高校,学校,甲課,2020-04-01,
乙中学校,学校,乙課,2020-04-01,
`,
  );
  writeFileSync(
    join(city, "unit-tags.csv"),
    "tag,bureau_code,department_name,valid_from,valid_to\n本庁,1010,,2020-04-01,\n",
  );
  const kpis = [...WRITTEN.kpis.filter(isKept), ...besides].map(({no, unit, since, ...how}) => ({
    ...entryOf(`no_${no}`, {measure: {}, unit, ...(since === undefined ? {} : {since})}),
    ...{measure: undefined, comparator: undefined},
    // One model may stand for several bodies; here each needs a population of its own.
    ...how,
  }));
  const text = readFileSync(join(BARE, "kpis.yaml"), "utf8").replace("kpis: []", stringify({kpis}));
  writeFileSync(join(city, "kpis.yaml"), text);
  return city;
}
