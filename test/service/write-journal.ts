import {writeDown} from "../../pipelines/due/journal.ts";

/* Writes line after line into the journal named on the command line and reports each, until it is killed. */
const [file = ""] = process.argv.slice(2);
for (let number = 0; ; number++) {
  const work = {job: "scorecard", period: String(number), input: "abc"};
  writeDown(file, {kind: "done", ...work, at: "2024-10-22T00:00:00.000Z", result: "x".repeat(500)});
  process.stdout.write(`${number}\n`);
}
