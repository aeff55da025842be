/** `npm run mutate [-- leave kpi_bpr]`: changes one thing at a time in the models and tells what no test of test/models notices. */
import {commandOptions} from "../command-options.ts";
import {standInForVitest} from "./vitest-stand-in.ts";

const HELP = `npm run mutate -- [<model> …]: changes one thing at a time in the models and tells what no test of test/models notices

  <model>        part of a model's name (leave, kpi_bpr); without any, all models
  --tests PART   only test files whose name has this part, for between two edits`;

const {positionals, values} = commandOptions(HELP, {tests: {type: "string", default: ""}});
standInForVitest();
const {mutate} = await import("./mutate.ts");
const isExplained = await mutate({parts: positionals, tests: values.tests}, (line) =>
  process.stdout.write(`${line}\n`),
);
process.exit(isExplained ? 0 : 1);
