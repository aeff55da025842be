import {join} from "node:path";
import {scratchFolder} from "../../installation/half-written.ts";
import type {Home} from "../../installation/home.ts";

/** Gives `work` a place for the text of a file in another form, and removes it and what was made beside it. */
export async function withScratch<Result>(
  home: Home,
  work: (scratchFile: string) => Promise<Result>,
): Promise<Result> {
  const {path, remove} = scratchFolder(home);
  try {
    return await work(join(path, "text.csv"));
  } finally {
    remove();
  }
}
