import {openWritable} from "../../pipelines/engine/open.ts";

/* Opens the database file named on the command line for writing, says so, and lives on. */
const [file = ""] = process.argv.slice(2);
await openWritable(file);
process.stdout.write("open\n");
setInterval(() => {}, 1000);
