/** `npm run mutate [-- leave kpi_bpr]`: changes one thing at a time in the models and tells what no test of test/models notices. */
import {commandOptions} from "../command-options.ts";
import {standInForVitest} from "./vitest-stand-in.ts";

const HELP = `npm run mutate -- [<model> …]: changes one thing at a time in the models and tells what no test of test/models notices

  <model>   part of a model's name (leave, kpi_bpr); without any, all models`;

const {positionals} = commandOptions(HELP, {});
standInForVitest();
const {mutate} = await import("./mutate.ts");
const isExplained = await mutate(positionals, (line) => process.stdout.write(`${line}\n`));
process.exit(isExplained ? 0 : 1);
