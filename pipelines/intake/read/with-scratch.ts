import {readdirSync, rmSync} from "node:fs";
import {basename, join} from "node:path";
import type {Home} from "../../installation/home.ts";

/**
 * Gives `work` a place for the text of a file in another form, and removes it and what was made beside it under its name. The
 * name tells whose it is, so that nobody sweeps it meanwhile (see installation/sweep.ts).
 */
export async function withScratch<Result>(
  home: Home,
  purpose: "reading" | "searching",
  work: (scratchFile: string) => Promise<Result>,
): Promise<Result> {
  const scratchFile = join(home.scratch, `${purpose}-${process.pid}.csv`);
  try {
    return await work(scratchFile);
  } finally {
    for (const name of readdirSync(home.scratch).filter((file) => file.startsWith(basename(scratchFile))))
      rmSync(join(home.scratch, name), {force: true});
  }
}
