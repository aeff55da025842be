import type {Fault} from "./expectation.ts";

const SHOWN = 20;

/** A line per fault, at most twenty. */
export function faultLines(faults: Fault[]): string[] {
  const lines = faults
    .slice(0, SHOWN)
    .map(({page, text}) => `  ${page === null ? "全体" : `${page}ページ`}  ${text}`);
  return faults.length > SHOWN ? [...lines, `  ほか${faults.length - SHOWN}件`] : lines;
}
