/**
 * `npm run torture [-- --kills 500 --crowd 500 --restores 50 --services 20 --seed 1]`: kills a working installation again
 * and again, then several people's commands at once, restores, and the service's command; exit 1 when anything was lost.
 */
import {chmodSync, mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {commandOptions} from "../command-options.ts";
import {crowd} from "./crowd.ts";
import {killService} from "./kill-service.ts";
import {spoilRestores} from "./restores.ts";
import {torture} from "./torture.ts";

const HELP = `npm run torture -- [options]: kills a working installation again and again and looks at every promise

  --kills N      of one person's commands (500)
  --cities N     installations among which they are divided (2)
  --crowd N      of several people's commands at once (500)
  --restores N   damaged backups and kills amid a restore (50)
  --services N   of the service's command (20)
  --seed N       same seed, same moments (1)`;

const {values} = commandOptions(HELP, {
  kills: {type: "string", default: "500"},
  seed: {type: "string", default: "1"},
  cities: {type: "string", default: "2"},
  crowd: {type: "string", default: "500"},
  restores: {type: "string", default: "50"},
  services: {type: "string", default: "20"},
});

const folder = mkdtempSync(join(tmpdir(), "kaikaku-torture-"));
// Other accounts work in it, too.
chmodSync(folder, 0o755);
const cities = Array.from({length: Number(values.cities)}, (_, index) => index);
const begun = performance.now();
const reports = await Promise.all(
  cities.map((city) =>
    torture({
      root: join(folder, `city-${city}`),
      kills: Math.ceil(Number(values.kills) / cities.length),
      seed: `${values.seed} ${city}`,
      restEvery: 10,
      tell: (line) => process.stdout.write(`city ${city}: ${line}\n`),
    }),
  ),
);
const {seed} = values;
const tell = (line: string) => void process.stdout.write(`${line}\n`);
const several = await crowd({root: folderFor("crowd"), kills: Number(values.crowd), seed, tell});
const restores = await spoilRestores({
  root: folderFor("restores"),
  times: Number(values.restores),
  seed,
  tell,
});
const service = await killService({root: folderFor("service"), kills: Number(values.services), seed, tell});
const broken = [...reports, several, restores, service].flatMap((report) => report.broken);
const killed = reports.reduce((sum, report) => sum + report.killed, 0);
const survived = reports.reduce((sum, report) => sum + report.survived, 0);
for (const {actions} of reports) tell(JSON.stringify(actions));
tell(JSON.stringify(several.ended));
tell(
  [
    `${killed} kills, ${survived} survived, ${several.killed} kills in a crowd`,
    `${restores.refused} damaged backups refused, ${restores.killed} kills amid a restore (${restores.finished} finished after)`,
    `${service.killed} kills of the service's command (${service.amidWork} amid work)`,
    `${broken.length} broken promises, ${Math.round((performance.now() - begun) / 1000)} s (seed ${seed})`,
  ].join(", "),
);
if (broken.length === 0) rmSync(folder, {recursive: true});
else process.stdout.write(`what is left lies in ${folder}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;

function folderFor(name: string): string {
  const made = join(folder, name);
  mkdirSync(made);
  return made;
}
