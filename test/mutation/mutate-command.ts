/** `npm run mutate [-- leave kpi_bpr]`: changes one thing at a time in models, checks and disclosure and tells what no test of test/models notices. */
import {commandOptions} from "../command-options.ts";
import {standInForVitest} from "./vitest-stand-in.ts";

const HELP = `npm run mutate -- [<model> …]: changes one thing at a time in models, checks and disclosure and tells what no test of test/models notices

  <model>        part of a name (leave, kpi_bpr, checks.staff); without any, all of them
  --tests PART   only test files whose name has this part, for between two edits`;

const {positionals, values} = commandOptions(HELP, {tests: {type: "string", default: ""}});
standInForVitest();
const {mutate} = await import("./mutate.ts");
const isExplained = await mutate({parts: positionals, tests: values.tests}, (line) =>
  process.stdout.write(`${line}\n`),
);
process.exit(isExplained ? 0 : 1);
