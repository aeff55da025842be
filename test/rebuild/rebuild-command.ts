/** `npm run rebuild-often [-- --changes 500 --seed 1]`: random changes of a small city; going on from the last build against building anew. */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {commandOptions} from "../command-options.ts";
import {type Rebuilt, rebuildOften} from "./rebuild-often.ts";

const HELP = `npm run rebuild-often -- [options]: random changes of a small city; what goes on from the last build against what is built from nothing

  --changes N   how many (500)
  --seed N      another row of changes (1)`;

const {values} = commandOptions(HELP, {
  changes: {type: "string", default: "500"},
  seed: {type: "string", default: "1"},
});

const folder = mkdtempSync(join(tmpdir(), "kaikaku-rebuild-"));
const found: Rebuilt[] = [];
try {
  const options = {seed: Number(values.seed), changes: Number(values.changes)};
  for await (const one of rebuildOften(folder, options)) {
    found.push(one);
    if (found.length % 10 === 0) process.stderr.write(`${found.length} of ${options.changes}\n`);
    if (one.differing.length > 0)
      process.stdout.write(`${found.length - 1} ${one.what}: ${one.differing.join(", ")}\n`);
  }
} finally {
  rmSync(folder, {recursive: true, force: true});
}
const [, ...changed] = found;
const sum = (of: (one: Rebuilt) => number) => changed.reduce((total, one) => total + of(one), 0);
const differing = changed.filter((one) => one.differing.length > 0).length;
process.stdout.write(
  `${changed.length} changes, ${differing} with another result; ${changed.filter(({relations}) => relations < 2).length} could not be built; built anew ${sum(({anew}) => anew)} of ${sum(({relations}) => relations)} relations; ${(sum(({warmMs}) => warmMs) / 1000).toFixed(1)} s against ${(sum(({coldMs}) => coldMs) / 1000).toFixed(1)} s\n`,
);
process.exitCode = differing > 0 ? 1 : 0;
