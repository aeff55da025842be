import {rmSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "../../pipelines/installation/home.ts";
import {releaseFolder} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {cityHome} from "../sample-city.ts";
import {simulateBodies} from "../unite/simulated-bodies.ts";
import {runCli} from "./run-cli.ts";

/** Japan has 1,788 bodies of the lowest level and of prefectures. */
const BODIES = [100, 500, 1788];

/** Releases of so many bodies, simulated from the sample city's, become a published and printed one: whole processes. */
export async function uniteBodies(sample: Home, work: string): Promise<string[]> {
  const like = releaseFolder(sample, currentRelease(sample)?.releaseId ?? "");
  const lines = [];
  for (const count of BODIES) {
    const into = join(work, `bodies-${count}`);
    await simulateBodies({like, into, count});
    const home = cityHome(join(work, `association-${count}`), "union");
    const {milliseconds, megabytes} = runCli(home.root, ["unite", into]);
    lines.push(
      `${count.toLocaleString("en")} bodies united, published and printed: ${(milliseconds / 1000).toFixed(0)} s, peak ${megabytes.toFixed(0)} MB`,
    );
    for (const folder of [into, home.root]) rmSync(folder, {recursive: true});
  }
  return lines;
}
