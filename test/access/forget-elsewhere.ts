import {forget} from "../../pipelines/access/forget.ts";
import {openHome} from "../../pipelines/installation/home.ts";

/** Takes a person out of the log of an installation, in a process of its own that tells when it begins. */
const [root = "", name = ""] = process.argv.slice(2);
process.stdout.write("begins\n");
forget(openHome(root), name, {by: "課長", reason: "消去の求め", now: new Date("2024-10-08T00:00:00Z")});
