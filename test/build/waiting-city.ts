import {cpSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll} from "vitest";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {prepare} from "../../pipelines/build/prepare.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";

export const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
export const WHO = {by: "課長 山田", reason: "訂正の届出を確かめた"};
export const PLANNED_AT = "2025-06-04T00:00:00Z";
export const CORRECTION = [HEADINGS.overtime, ...overtime("2024-05", "500:00")].join("\n");

export interface WaitingCity {
  root: string;
  home: Home;
  /** The candidate's. */
  releaseId: string;
}

/** Copies of a city whose candidate waits for a person: a correction (batch 5) moves final figures. */
export function waitingCityForTests(): () => WaitingCity {
  const {folder, remove} = lastingFolder();
  beforeAll(async () => {
    const home = await publishedCity(join(folder, "city"));
    send(home, {"時間外_5月訂正.csv": CORRECTION});
    await planned(home);
  });
  afterAll(remove);
  return () => {
    const root = join(temporaryFolder(), "city");
    cpSync(join(folder, "city"), root, {recursive: true, preserveTimestamps: true});
    const home = openHome(root);
    return {root, home, releaseId: String(waitingCandidate(home)?.manifest.releaseId)};
  };
}

export function planned(home: Home, now = PLANNED_AT) {
  return workingAlone(home, () => prepare({home, now: new Date(now), log: SILENT}));
}
