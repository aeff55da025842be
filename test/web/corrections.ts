import {expect} from "vitest";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {runCommand} from "../../web/tasks/run-command.ts";
import {overtime, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";

/** Publishes a correction of May 2024 (the second clerk's hours), as the office would on the command line. */
export async function publishCorrection(home: Home, name: string, hours: string): Promise<void> {
  send(home, {[name]: [HEADINGS.overtime, ...overtime("2024-05", hours)].join("\n")});
  // The window answers meanwhile: it lives in this process.
  const ask = (words: string[]) => runCommand({root: home.root, accountId: "chief", words});
  await ask(["plan", "--clock-is-right"]);
  const candidate = waitingCandidate(home)?.manifest.releaseId ?? "";
  const decided = ["--by", "課長", "--reason", "訂正", "--clock-is-right"];
  const {code, told} = await ask(["approve", candidate, ...decided]);
  expect([code, told]).toEqual([0, expect.anything()]);
}
