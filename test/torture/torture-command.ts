/** `npm run torture [-- --kills 500 --seed 1 --services 20]`: kills a working installation again and again, then the service's command; exit 1 when anything was lost. */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {killService} from "./kill-service.ts";
import {torture} from "./torture.ts";

const {values} = parseArgs({
  options: {
    kills: {type: "string", default: "500"},
    seed: {type: "string", default: "1"},
    cities: {type: "string", default: "2"},
    services: {type: "string", default: "20"},
  },
});

const folder = mkdtempSync(join(tmpdir(), "kaikaku-torture-"));
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
const service = await killService({
  root: join(folder, "service"),
  kills: Number(values.services),
  seed: values.seed,
  tell: (line) => process.stdout.write(`${line}\n`),
});
const broken = [...reports, service].flatMap((report) => report.broken);
const killed = reports.reduce((sum, report) => sum + report.killed, 0);
const survived = reports.reduce((sum, report) => sum + report.survived, 0);
for (const {actions} of reports) process.stdout.write(`${JSON.stringify(actions)}\n`);
process.stdout.write(
  [
    `${killed} kills, ${survived} survived, ${service.killed} kills of the service's command (${service.amidWork} amid work)`,
    `${broken.length} broken promises, ${Math.round((performance.now() - begun) / 1000)} s (seed ${values.seed})\n`,
  ].join(", "),
);
if (broken.length === 0) rmSync(folder, {recursive: true});
else process.stdout.write(`what is left lies in ${folder}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
