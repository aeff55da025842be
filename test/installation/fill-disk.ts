import {join} from "node:path";
import {openWritable} from "../../pipelines/engine/open.ts";
import {faultIn} from "../../pipelines/installation/faults.ts";

/* node fill-disk.ts FOLDER: writes into a database there until the engine gives up, and prints the kinds of its errors. */
const [folder = ""] = process.argv.slice(2);
const engine = await openWritable(join(folder, "x.duckdb"));
const kinds = new Set<string>();
for (let table = 0; table < 20; table += 1) {
  try {
    await engine.run(`create table t${table} as select md5(range::varchar) as text from range(100000)`);
  } catch (error) {
    kinds.add(faultIn(error)?.kind ?? String(error));
  }
}
process.stdout.write(JSON.stringify([...kinds]));
process.kill(process.pid, "SIGKILL");
