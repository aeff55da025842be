import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {z} from "zod";
import type {Row} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {findRelease} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {figureCode} from "../../schemas/figure-code.ts";
import {type MartRow, marts} from "../../schemas/marts.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {changeFile} from "./change-file.ts";
import {overtime, projectCopy, roster, runElsewhere, runRelease, send, smallCity} from "./small-city.ts";

export interface FourReleases {
  root: string;
  home: Home;
  /** What became of each run. */
  outcomes: string[];
  remove(): void;
}

/**
 * One city over four releases: first figures (2 June), a month sent again (3 June), other section chiefs (4 June),
 * another threshold and formula in a changed copy of the project (5 June).
 */
export async function fourReleases(): Promise<FourReleases> {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-figures-"));
  const root = join(folder, "home");
  const home = smallCity(root);
  const outcomes = [await runRelease(home, "2025-06-02T00:00:00Z")];
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "300:00")].join("\n")});
  outcomes.push(await runRelease(home, "2025-06-03T00:00:00Z"));
  await sendInstead(home, "名簿_2025訂正.csv", roster("2025-04-01", OTHER_CHIEFS));
  outcomes.push(await runRelease(home, "2025-06-04T00:00:00Z"));
  const project = changedProject(join(folder, "project"), home);
  outcomes.push(runElsewhere(home, "2025-06-05T00:00:00Z", {project}));
  return {root, home, outcomes, remove: () => rmSync(folder, {recursive: true, force: true})};
}

/** A roster that lost so many people is asked about: here somebody knows that it is right. */
async function sendInstead(home: Home, name: string, text: string): Promise<void> {
  const path = join(home.root, name);
  writeFileSync(path, `${text}\n`);
  const options = {home, now: new Date("2025-06-04T00:00:00Z"), answers: ["差替え"]};
  await withLedger(home, (ledger) => ingestFile(ledger, path, options));
}

/** Other chiefs in each bureau, so that another share. */
const OTHER_CHIEFS = {
  1010: {women: 3, men: 1},
  1020: {women: 1, men: 1},
  2040: {women: 5, men: 3},
};

/** The threshold falls to 400 hours, and the formula of the ratio of women gets one per cent more. */
function changedProject(folder: string, {city}: Home): string {
  const project = projectCopy(folder);
  changeFile(join(city, "overtime-rules.csv"), /^(report_480,.*?,)480,/m, "$1400,");
  changeFile(join(project, "sql/metrics/kpi_female_section_chief_ratio.sql"), "100e0 *", "101e0 *");
  return project;
}

/** Rows of the release that was current on a day. */
export async function releaseRows(home: Home, day: string, sql: string): Promise<Row[]> {
  const release = await openRelease(home, findRelease(home, day).releaseId);
  try {
    return await release.rows(sql);
  } finally {
    release.close();
  }
}

type Figure = MartRow<"marts.fct_kpi_values">;

export async function valuesOf(home: Home, day: string): Promise<Figure[]> {
  return z
    .array(marts["marts.fct_kpi_values"])
    .parse(await releaseRows(home, day, "from marts.fct_kpi_values"));
}

export function officialCode(figure: Figure): string {
  return figureCode(figure, "programme");
}

/** Codes of a release's figures of one status, in order. */
export async function codesByStatus(home: Home, day: string, status: string): Promise<string[]> {
  const values = await valuesOf(home, day);
  return values
    .filter(({observation_status}) => observation_status === status)
    .map(officialCode)
    .sort();
}
