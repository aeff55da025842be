import {SAMPLE_TEMPLATE} from "./published.ts";
import type {SampleOptions} from "./write-sample.ts";

type WriteFiles = (options: SampleOptions) => string[] | Promise<string[]>;

/** The templates of data/cities for which there are files to send, with what writes them. */
export const SAMPLE_CITIES: Record<string, () => Promise<WriteFiles>> = {
  [SAMPLE_TEMPLATE]: async () => (await import("./write-sample.ts")).writeSampleCity,
  misakino: async () => (await import("./misakino/write-misakino.ts")).writeMisakino,
  minasato: async () => (await import("./minasato/write-minasato.ts")).writeMinasato,
};
