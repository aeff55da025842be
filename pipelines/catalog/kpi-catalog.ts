import {existsSync} from "node:fs";
import {join} from "node:path";
import {catalogTables} from "../../schemas/catalog.ts";
import {UserError} from "../../schemas/errors.ts";
import {type KpiCatalog, kpiCatalogOf} from "../../schemas/kpi.ts";
import {nearest} from "../../schemas/nearest.ts";
import type {Programme} from "../../schemas/programme.ts";
import {writtenPlace} from "../../schemas/spread-entries.ts";
import {checkedRows} from "./catalog-file.ts";
import {CITY_FILE, readCityFile, saidOnce} from "./city-catalog.ts";
import {readCityYaml} from "./city-yaml.ts";
import {mustBeMeasurable} from "./must-be-measurable.ts";
import {mustBePossible} from "./must-be-possible.ts";
import {mustHideOne} from "./must-hide-one.ts";
import {placedTargets} from "./placed-targets.ts";
import {populationNames} from "./populations.ts";

/** Reads and checks the city's kpis.yaml. UserError with place and reason when it does not fit. */
export function readKpiCatalog(city: string): KpiCatalog {
  mustBeDecided(city);
  const {programmes: own} = readCityFile(city);
  const schema = kpiCatalogOf(own.map(({id}) => id));
  const catalog = readCityYaml(city, "kpis.yaml", schema, {placeOf: writtenPlace});
  const missing = missingRows(city, catalog);
  mustBeMeasurable(city, catalog.kpis);
  mustBePossible(city, catalog.kpis);
  if (missing.length > 0) throw new UserError(`city/kpis.yaml が正しくありません。${missing.join("、")}`);
  mustHideOne(city, catalog.kpis);
  const programmes = programmesOf(city, {own, former: catalog.programme});
  return {
    ...catalog,
    programmes,
    programme: programmes[0],
    kpis: placedTargets(catalog.kpis, {city, programmes}),
  };
}

function programmesOf(
  city: string,
  {own: [first, ...others], former}: {own: Programme[]; former: Programme | undefined},
): [Programme, ...Programme[]] {
  const programme = saidOnce(city, "programmes", {own: first, former});
  if (programme) return [programme, ...others];
  throw new UserError(
    `city/${CITY_FILE} に計画（programmes）がありません。例: programmes: [{ name: 計画の名前, first_fiscal_year: 2025, last_fiscal_year: 2028 }]`,
  );
}

/** Whether a city has said which indicators it has. */
export function isDecided(city: string): boolean {
  return existsSync(join(city, "kpis.yaml"));
}

function mustBeDecided(city: string): void {
  if (isDecided(city)) return;
  throw new UserError(
    `市のフォルダー「${city}」に、指標のファイル（kpis.yaml）がありません。npx kaikaku init で、市のフォルダーを作ってください。`,
  );
}

/** Rows of other files that an indicator names and that are not there. Without its domain nothing of it would be shown. */
export function missingRows(
  city: string,
  {kpis}: {kpis: Pick<KpiCatalog["kpis"][number], "id" | "privacy" | "scope">[]},
): string[] {
  const domains = checkedRows(city, "privacy.csv", catalogTables.privacy).map(({domain}) => domain);
  const scopes = populationNames(city);
  return kpis.flatMap(({id, privacy, scope}) => [
    ...(domains.includes(privacy)
      ? []
      : [
          `${id}: 分野（privacy）「${privacy}」が city/privacy.csv にありません。あるもの: ${domains.join("、")}。人を数えない指標なら min_cell が0の分野を選び、ほかの分野が要るなら npx kaikaku city --take privacy.csv で写して行を加えてください`,
        ]),
    ...(scopes.includes(scope)
      ? []
      : [
          `${id}: 対象範囲（scope）「${scope}」が city/populations.yaml にも city/overtime-scopes.csv にもありません。近いもの: ${nearest(scope, scopes).join("、")}`,
        ]),
  ]);
}
