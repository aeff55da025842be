import {type AwaitedSources, NOTHING_AWAITED} from "../../schemas/awaited-sources.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {type Marts, typedMarts} from "../engine/kysely.ts";
import {orNone} from "../engine/or-none.ts";
import type {Home} from "../installation/home.ts";
import {hasManifest} from "../releases/history.ts";
import {openRelease} from "../releases/open.ts";

/**
 * Indicators of a release that have no value while files of some kind that they rest on, through all the models between,
 * were never sent, with those kinds. One whose files all came is another matter: a check speaks of it.
 */
export async function awaitedSources(home: Home, releaseId: string): Promise<AwaitedSources> {
  if (!hasManifest(home, releaseId)) return NOTHING_AWAITED;
  const release = await openRelease(home, releaseId);
  try {
    return await awaitedIn(typedMarts(release));
  } finally {
    release.close();
  }
}

async function awaitedIn(marts: Marts): Promise<AwaitedSources> {
  const rows = await orNone(() => marts.selectFrom("marts.fct_kpi_awaited_sources").selectAll().execute());
  const kpis = await marts
    .selectFrom("marts.dim_kpis")
    .select(["kpi_id", "short_name"])
    .orderBy("display_order")
    .execute();
  const titles = (own: typeof rows) =>
    shippedContracts.filter(({source}) => own.some((row) => row.source === source)).map(({title}) => title);
  const waits = kpis.flatMap(({kpi_id, short_name}) => {
    const source_titles = titles(rows.filter((row) => row.kpi_id === kpi_id));
    return source_titles.length > 0 ? [{kpi_id, short_name, source_titles}] : [];
  });
  return {
    kpi_ids: waits.map(({kpi_id}) => kpi_id),
    source_titles: titles(rows),
    waits: waits.map(({short_name, source_titles}) => ({short_name, source_titles})),
  };
}
