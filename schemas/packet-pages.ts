import {z} from "zod";

const text = z.string().min(1);
const place = z.string().regex(/^[a-z][a-z0-9-]*$/);
const kpi = z.string().regex(/^[a-z][a-z0-9_]*$/);

/** Pages that the program lays out itself, from figures that are no indicators. */
const BUILT_IN_PAGES = [
  "measures",
  "indicators",
  "each_indicator",
  "overtime_means",
  "overtime_counts",
  "overtime_pay",
  "overtime_months",
  "overtime_bureaus",
  "overtime_limits",
  "shared_services",
] as const;

/** Places of the words that they print beside their figures. */
const WORDS_OF_BUILT_IN: Partial<Record<(typeof BUILT_IN_PAGES)[number], string[]>> = {
  overtime_counts: ["overtime-counts"],
  overtime_months: ["overtime-months"],
  overtime_limits: ["analysis-limits", "overtime-causes", "support", "working-hours"],
};

const builtIn = z.strictObject({
  built_in: z.enum(BUILT_IN_PAGES),
  chapter: text,
  /** Said below its table, in a line each. */
  notes: z.array(text).default([]),
});

/** Words of `chapters` and `sections` by their place, and published counts with a caption of their own. */
const words = {
  texts: z.strictObject({texts: place}),
  next: z.strictObject({next: place}),
  references: z.strictObject({references: place, caption: text, small: z.boolean().default(false)}),
};

const block = z.union(
  [
    words.texts,
    words.next,
    words.references,
    /** One after the other; when there is none, the page says so. */
    z.strictObject({words: z.array(z.union([words.texts, words.next, words.references])).min(1)}),
    /** Chart and table of an indicator. */
    z.strictObject({
      indicator: kpi,
      /** Height of the chart in CSS pixels. */
      height: z.int().min(80).max(400).optional(),
      small: z.boolean().default(false),
    }),
    /** Only the tables, of those that have values. */
    z.strictObject({
      tables: z.array(z.strictObject({indicator: kpi, caption: text.optional()})).min(1),
      small: z.boolean().default(false),
    }),
    /** Sessions and people of trainings, by their names in the files. */
    z.strictObject({trainings: z.array(text).min(1), id: place, caption: text}),
    /** Days on which all leave on time. */
    z.strictObject({punctual_leave_days: text}),
    /** The rate of disability employment beside the legal one. */
    z.strictObject({legal_rate: kpi}),
  ],
  "頁に置けるのは、words、texts、next、references、indicator、tables、trainings、punctual_leave_days、legal_rate のどれかです。",
);

export type PacketBlock = z.infer<typeof block>;

const ownPage = z.strictObject({
  chapter: text,
  title: text,
  /** The indicator whose sentence stands above the page. */
  lead: kpi.optional(),
  columns: z.array(z.array(block).min(1)).min(1).max(2),
  /** Words that are left alone on the page fill two columns. */
  spread: z.boolean().default(false),
});

/** One page, or a few that the program lays out itself, of the overview (資料1). */
export const packetPage = z.union(
  [builtIn, ownPage],
  `頁には、chapter と title と columns を書くか、built_in（${BUILT_IN_PAGES.join("、")} のどれか）と chapter を書いてください。`,
);

export type PacketPage = z.infer<typeof packetPage>;
export type BuiltInPage = z.infer<typeof builtIn>;
export type OwnPage = z.infer<typeof ownPage>;

/** Something that a page names, and where in it. */
interface Named {
  id: string;
  path: (string | number)[];
}

/** Ids of the indicators that a page shows. */
export function indicatorsOnPage(page: PacketPage): Named[] {
  const lead = "built_in" in page || page.lead === undefined ? [] : [{id: page.lead, path: ["lead"]}];
  return [...lead, ...namedInBlocks(page, indicatorsIn)];
}

/** Places of the words and published counts that a page of the city's own names. */
export function wordsOnPage(page: PacketPage): Named[] {
  return namedInBlocks(page, wordsIn);
}

/** Places of which a page prints words, if there are any. */
export function placesOnPage(page: PacketPage): readonly string[] {
  if ("built_in" in page) return WORDS_OF_BUILT_IN[page.built_in] ?? [];
  return wordsOnPage(page).map(({id}) => id);
}

function namedInBlocks(page: PacketPage, namedIn: (found: PacketBlock) => Named[]): Named[] {
  if ("built_in" in page) return [];
  return page.columns.flatMap((column, columnNo) =>
    column.flatMap((found, blockNo) =>
      namedIn(found).map(({id, path}) => ({id, path: ["columns", columnNo, blockNo, ...path]})),
    ),
  );
}

function wordsIn(found: PacketBlock): Named[] {
  if ("texts" in found) return [{id: found.texts, path: ["texts"]}];
  if ("next" in found) return [{id: found.next, path: ["next"]}];
  if ("references" in found) return [{id: found.references, path: ["references"]}];
  if ("words" in found)
    return found.words.flatMap((inner, index) =>
      wordsIn(inner).map(({id, path}) => ({id, path: ["words", index, ...path]})),
    );
  return [];
}

function indicatorsIn(found: PacketBlock): Named[] {
  if ("indicator" in found) return [{id: found.indicator, path: ["indicator"]}];
  if ("legal_rate" in found) return [{id: found.legal_rate, path: ["legal_rate"]}];
  if ("tables" in found)
    return found.tables.map(({indicator}, index) => ({id: indicator, path: ["tables", index, "indicator"]}));
  return [];
}
