import {takeLease} from "../../pipelines/installation/lease.ts";

/* Takes the lease named on the command line, says whether it got it, and lives on. */
const [file = ""] = process.argv.slice(2);
const lease = await takeLease(file);
process.stdout.write(lease ? "mine\n" : "taken\n");
setInterval(() => {}, 1000);
