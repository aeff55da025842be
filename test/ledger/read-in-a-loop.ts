import {publicationOf} from "../../pipelines/build/publication.ts";
import {readDue} from "../../pipelines/due/read-due.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {CONTENT_PROBES} from "../../pipelines/keep/content-probes.ts";
import {MACHINE_PROBES} from "../../pipelines/keep/machine-probes.ts";
import {examine} from "../../pipelines/keep/probe.ts";

/*
 * Reads an installation again and again, as status, due or doctor does, until its standard input ends: node read-in-a-loop.ts
 * ROOT KIND. Prints how often it read, and a line for each fault or failure.
 */
const [root = "", kind = ""] = process.argv.slice(2);
const home = openHome(root);
const now = new Date("2025-07-01T00:00:00Z");

const KINDS: Record<string, (home: Home) => Promise<string[]>> = {
  status: async () => {
    await intakeStatus(home);
    await publicationOf(home);
    return [];
  },
  due: async () => {
    await readDue(home, now);
    return [];
  },
  doctor: async () => {
    const found = await examine([...MACHINE_PROBES, ...CONTENT_PROBES], {home, now});
    return found
      .filter(({probe, state}) => state !== "ok" && probe !== "ディスクの空き")
      .map(({probe, state, what}) => `${state} ${probe}: ${what}`);
  },
};

let isWanted = true;
process.stdin.on("end", () => (isWanted = false)).resume();
const complaints: string[] = [];
let count = 0;
while (isWanted) {
  const found = await KINDS[kind]?.(home).catch((error: Error) => [error.message]);
  complaints.push(...(found ?? ["no such kind"]));
  count += 1;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
process.stdout.write(JSON.stringify({count, complaints}));
