import {type ParseArgsOptionsConfig, parseArgs} from "node:util";

/** Options of a tool of `npm run`. The process ends with its help where that is asked for, or something unknown is. */
export function commandOptions<const Options extends ParseArgsOptionsConfig>(help: string, options: Options) {
  if (process.argv.includes("--help")) {
    process.stdout.write(`${help}\n`);
    process.exit();
  }
  try {
    return parseArgs({options, allowPositionals: help.includes("[<")});
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${help}\n`);
    process.exit(1);
  }
}
