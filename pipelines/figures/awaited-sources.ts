import type {AwaitedSources} from "../../schemas/awaited-sources.ts";
import type {Ingredients} from "../../schemas/release-manifest.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Home} from "../installation/home.ts";
import {hasManifest, readManifest} from "../releases/history.ts";
import {openRelease} from "../releases/open.ts";
import {lineageOf} from "./lineage.ts";

const NOTHING: AwaitedSources = {kpi_ids: [], source_titles: []};

/**
 * Indicators of a release that have no value while files of some kind that they rest on, through all the models between,
 * were never sent, with those kinds. One whose files all came is another matter: a check speaks of it.
 */
export async function awaitedSources(home: Home, releaseId: string): Promise<AwaitedSources> {
  if (!hasManifest(home, releaseId)) return NOTHING;
  const {ingredients} = readManifest(home, releaseId);
  const without = await indicatorsWithoutValues(home, releaseId);
  const waiting = without.flatMap((kpiId) => {
    const sources = neverSent(ingredients, kpiId);
    return sources.length > 0 ? [{kpiId, sources}] : [];
  });
  const missing = new Set(waiting.flatMap(({sources}) => sources));
  return {
    kpi_ids: waiting.map(({kpiId}) => kpiId),
    source_titles: shippedContracts.filter(({source}) => missing.has(source)).map(({title}) => title),
  };
}

function neverSent(ingredients: Ingredients, kpiId: string): string[] {
  const sent = new Set(ingredients.batches.map(({source}) => source));
  const {own} = lineageOf(ingredients, kpiId);
  return shippedContracts
    .filter(({corrects}) => corrects === undefined)
    .map(({source}) => source)
    .filter((source) => own.has(`raw.${source}`) && !sent.has(source));
}

async function indicatorsWithoutValues(home: Home, releaseId: string): Promise<string[]> {
  const release = await openRelease(home, releaseId);
  try {
    const rows = await release.rows(statement("releases.indicators_without_values"));
    return rows.map(({kpi_id}) => String(kpi_id));
  } finally {
    release.close();
  }
}
