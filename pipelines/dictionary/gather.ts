import type {Dictionary, DictionaryCheck} from "../../schemas/dictionary.ts";
import {checkFiles, headerOf} from "../catalog/checks.ts";
import {bodyWordsOf} from "../catalog/city-catalog.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import {readDescriptions} from "../catalog/descriptions.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {savedQueries} from "../catalog/saved-queries.ts";
import {functionDefinitions} from "../catalog/sql-files.ts";
import type {Home} from "../installation/home.ts";
import {hasManifest, publishedReleases, readManifest} from "../releases/history.ts";
import {readDocuments} from "./documents.ts";
import {overviewOf, wholeGraph} from "./graph.ts";
import {describeIndicators} from "./indicators.ts";
import {relationShapes} from "./relation-shapes.ts";
import {describeRelations} from "./relations.ts";
import {readSources} from "./sources.ts";

/** Reads the dictionary off the files that run: contracts, catalog, SQL, commands, and the releases of an installation. */
export async function gatherDictionary(home: Home): Promise<Omit<Dictionary, "release" | "backtest">> {
  const words = readDescriptions(home.city);
  const catalog = readKpiCatalog(home.city);
  const relations = describeRelations(await relationShapes(home.city), words);
  const documents = readDocuments();
  const whole = wholeGraph(relations, documents);
  return {
    programmeName: catalog.programme.name,
    bodyWords: bodyWordsOf(home.city),
    indicators: describeIndicators(catalog, {city: home.city, whole, relations}),
    sources: readSources(contractsOf(home.city), words),
    relations,
    checks: readChecks(home),
    documents,
    queries: savedQueries(home.city),
    functions: functionDefinitions(),
    releases: publishedReleases(home),
    overview: overviewOf(whole),
  };
}

/** Every check with its result when the current release was made. */
function readChecks(home: Home): DictionaryCheck[] {
  const current = publishedReleases(home).at(-1);
  const recorded =
    current && hasManifest(home, current.releaseId) ? readManifest(home, current.releaseId).checks : [];
  const counts = new Map(recorded.map(({check, rowCount}) => [check, rowCount]));
  return checkFiles(home.city).map((file) => ({
    name: file.name,
    file: file.file,
    ...headerOf(file),
    sql: file.text,
    rowCount: counts.get(file.name) ?? null,
  }));
}
