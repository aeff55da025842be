/**
 * `npm run faults [-- --every --scene run]`: lets one call to the file system fail at a time, each place of the program
 * once, with --every each call; exit 1 when a promise broke.
 */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {commandOptions} from "../command-options.ts";
import {type Injection, injectFaults} from "./inject-faults.ts";
import {SCENES} from "./scenes.ts";

const HELP = `npm run faults -- [options]: lets one call to the file system fail at a time and looks at every promise

  --every        every call, not each place of the program once
  --kinds        of every call that is another by what is asked, of which kind of file, from where, after which change
  --spread N     so many calls, spread over the whole
  --dies         the process is killed before the call, instead of the call failing
  --only PATTERN calls whose line (what, file, place in the program) matches
  --scene NAME   only this one; may be given again. Scenes: ${SCENES.map(({name}) => name).join(", ")}`;

const {values} = commandOptions(HELP, {
  every: {type: "boolean", default: false},
  kinds: {type: "boolean", default: false},
  spread: {type: "string"},
  dies: {type: "boolean", default: false},
  only: {type: "string"},
  scene: {type: "string", multiple: true},
});

const folder = mkdtempSync(join(tmpdir(), "kaikaku-faults-"));
const begun = performance.now();
const {injected, wentOn, refused, died, broken} = await injectFaults({
  root: folder,
  scenes: SCENES.filter(({name}) => values.scene?.includes(name) ?? true),
  calls: callsAsked(),
  strike: values.dies ? "dies" : "fails",
  tell: (line) => process.stdout.write(`${line}\n`),
});
process.stdout.write(
  [
    `${injected} faults: ${wentOn} went on, ${refused} ended with a message, ${died} died`,
    `${broken.length} broken promises, ${Math.round((performance.now() - begun) / 1000)} s\n`,
  ].join("; "),
);
if (broken.length === 0) rmSync(folder, {recursive: true});
else process.stdout.write(`what is left lies in ${folder}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;

function callsAsked(): Injection["calls"] {
  if (values.only !== undefined) return new RegExp(values.only);
  if (values.spread !== undefined) return Number(values.spread);
  if (values.kinds) return "kinds";
  return values.every ? "every" : "places";
}
