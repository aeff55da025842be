import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {fillFolder, placeFile} from "../../pipelines/installation/exit.ts";

/* node die-writing.ts file|folder PLACE: dies while it writes there, with something written; "whole folder": writes it to its end. */
const [kind = "", place = ""] = process.argv.slice(2);
const die = () => process.kill(process.pid, "SIGKILL");
if (kind === "file")
  await placeFile(place, {force: false}, async (part) => {
    writeFileSync(part, "half");
    die();
  });
else if (kind === "whole folder")
  await fillFolder(place, async (building) => writeFileSync(join(building, "表.csv"), "again"));
else
  await fillFolder(place, async (building) => {
    writeFileSync(join(building, "表.csv"), "half");
    die();
  });
