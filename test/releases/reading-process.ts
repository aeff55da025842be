import {createInterface} from "node:readline";
import {openHome} from "../../pipelines/installation/home.ts";
import {openRelease} from "../../pipelines/releases/open.ts";

/* An analyst's process: node reading-process.ts HOME pins the current release and answers every line with its sums. */
const release = await openRelease(openHome(process.argv[2] ?? ""));
process.stdout.write("ready\n");
for await (const _ of createInterface({input: process.stdin})) {
  const [row] = await release.rows(
    "select count(*)::integer as figures, sum(value) as total from marts.fct_kpi_values",
  );
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
release.close();
