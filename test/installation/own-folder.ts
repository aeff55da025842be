import {scratchFolder} from "../../pipelines/installation/half-written.ts";

/* A process that takes a folder in scratch, tells it and goes on: node own-folder.ts SCRATCH */
process.stdout.write(`${scratchFolder({scratch: process.argv[2] ?? ""}).path}\n`);
setInterval(() => {}, 1000);
