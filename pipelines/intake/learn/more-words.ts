import {NO_WORDS, type SourceWords} from "../../../schemas/city-source.ts";
import {wordFilesOf} from "../../catalog/contracts-of.ts";
import type {Drafts} from "../../catalog/source-files.ts";
import type {Home} from "../../installation/home.ts";
import {inCity} from "./drafting.ts";

/** What the file about the source says after, and did not say before. */
export function moreIn(
  home: Home,
  source: string,
  {before, after}: {before: Drafts; after: Drafts},
): SourceWords {
  const wordsIn = (drafts: Drafts) =>
    inCity(() => wordFilesOf(home.city, drafts)).find((file) => file.source === source)?.words ?? NO_WORDS;
  const [old, young] = [wordsIn(before), wordsIn(after)];
  const fresh = <Said>(was: Record<string, Said>, is: Record<string, Said>) =>
    Object.fromEntries(
      Object.entries(is).filter(([key, said]) => JSON.stringify(said) !== JSON.stringify(was[key])),
    );
  return {
    headings: Object.fromEntries(
      Object.entries(young.headings).flatMap(([column, said]) => {
        const added = said.filter((heading) => !old.headings[column]?.includes(heading));
        return added.length > 0 ? [[column, added]] : [];
      }),
    ),
    values: nonEmpty(young.values, (column, said) => fresh(old.values[column] ?? {}, said)),
    ...(young.defaults ? {defaults: fresh(old.defaults ?? {}, young.defaults)} : {}),
    ...(young.period === old.period ? {} : {period: young.period}),
    patterns: fresh(old.patterns, young.patterns),
    units: nonEmpty(young.units, (column, said) => fresh(old.units[column] ?? {}, said)),
    layouts: young.layouts.slice(old.layouts.length),
  };
}

function nonEmpty<Said>(
  all: Record<string, Record<string, Said>>,
  fresh: (column: string, said: Record<string, Said>) => Record<string, Said>,
): Record<string, Record<string, Said>> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([column, said]) => {
      const left = fresh(column, said);
      return Object.keys(left).length > 0 ? [[column, left]] : [];
    }),
  );
}
