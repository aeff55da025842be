import {z} from "zod";
import {composedKana} from "./composed-kana.ts";
import {trimmed} from "./read-value.ts";

/**
 * How the files of one source say it in one city: sources/<source>.yaml of the city's folder. Every text comes as it is
 * written (no number, no true): a code 001 is a word like any other. Columns are named as the contract names them.
 */

/** A key without anything behind it says nothing. */
function orNothing<Schema extends z.ZodType>(schema: Schema, nothing: unknown) {
  return z.preprocess(
    (said) => (said === "" || said === null || said === undefined ? nothing : said),
    schema,
  );
}

const text = z.string().min(1);

/** Spaces in a heading are layout; か and a mark of its own are が. */
const heading = z
  .string()
  .transform((said) => composedKana(said.replace(/[\s\u3000]/g, "")))
  .pipe(z.string().min(1, "見出しが空です。"));

const headings = z.preprocess((said) => (typeof said === "string" ? [said] : said), z.array(heading).min(1));

/** What a word of the city means. */
const meaning = z.union(
  [
    /** One of the program's own words. */
    text.transform((ours) => ({as: ours, reason: ""})),
    /** The same although the program has that word for something else; the reason is shown wherever it is told. */
    z.strictObject({as: text, reason: text}),
    /** A value of the city's own, in a column that allows them: the identifier that its own SQL knows it by. */
    z.strictObject({
      own: z
        .string()
        .regex(
          /^[a-z][a-z0-9_]{0,62}$/,
          "own には、英小文字で始まる英小文字・数字・_ の名前を書いてください。",
        ),
    }),
  ],
  "「市の言葉: このプログラムの言葉」か、「市の言葉: {as: このプログラムの言葉, reason: 理由}」か、「市の言葉: {own: 名前}」と書いてください。",
);

export type Meaning = z.infer<typeof meaning>;

/** Word → what it means. The words are as cells have them, and each stands once; "" is a blank cell. */
function words<Value extends z.ZodType>(value: Value, {mayBeBlank = false} = {}) {
  return z.record(z.string(), value).transform((said, {addIssue}) => {
    const known = new Map<string, z.infer<Value>>();
    for (const [written, each] of Object.entries(said)) {
      const word = composedKana(trimmed(written));
      if (word === "" && !mayBeBlank) addIssue({code: "custom", path: [written], message: "言葉が空です。"});
      if (known.has(word))
        addIssue({
          code: "custom",
          path: [written],
          message: `「${word}」が2回あります。一つにしてください。`,
        });
      known.set(word, each as z.infer<Value>);
    }
    return Object.fromEntries(known);
  });
}

const pattern = z.preprocess(
  (said) => (typeof said === "string" ? {pattern: said, example: ""} : said),
  z.strictObject({pattern: text, example: z.string().default("")}),
);

const flag = z
  .enum(["true", "false"], "true か false と書いてください。")
  .transform((said) => said === "true");

const habits = {
  /** Whose files look like that: shown beside the layout. */
  sender: text,
  totals: orNothing(z.array(text), []).default([]),
  heading_rows: z
    .enum(["1", "2", "3"], "見出しの行の数は 1、2、3 のどれかです。")
    .transform(Number)
    .default(1),
  hidden_rows: z.enum(["read", "leave_out"], "read か leave_out と書いてください。").default("read"),
  hidden_sheets: z.enum(["read", "leave_out"], "read か leave_out と書いてください。").default("leave_out"),
};

const layout = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("list"),
      ...habits,
      side_by_side: flag.default(false),
      year_above: flag.default(false),
    }),
    z.strictObject({
      kind: z.literal("months_across"),
      ...habits,
      month_field: text,
      value_field: text,
      not_reported: orNothing(z.array(text), []).default([]),
    }),
    z.strictObject({
      kind: z.literal("kinds_across"),
      ...habits,
      kind_field: text,
      value_field: text,
      not_reported: orNothing(z.array(text), []).default([]),
    }),
  ],
  "kind には list（1件1行の表）か months_across（月を横に並べた表）か kinds_across（区分を横に並べた表）を書いてください。",
);

export type CityLayout = z.infer<typeof layout>;

function byColumn<Value extends z.ZodType>(value: Value) {
  return orNothing(z.record(z.string(), value), {}).default({});
}

export const sourceWords = orNothing(
  z.strictObject({
    /** Column → its headings in this city, the usual one first; the program's own are understood, too. */
    headings: byColumn(headings),
    /** Column → the city's word → ours. */
    values: byColumn(words(meaning, {mayBeBlank: true})),
    /** Column → what each of its cells says in a file that has no such column. Nothing where the city says nothing of it. */
    defaults: orNothing(z.record(z.string(), z.string().min(1)).optional(), undefined).optional(),
    /** Column → the shape of its codes. */
    patterns: byColumn(pattern),
    /** Column → the city's word for a unit → ours. */
    units: byColumn(words(text)),
    /** By what the files come, where it is a shorter period than the program asks for. */
    period: orNothing(
      z.literal("month", "period には month と書いてください（月ごとに届くという意味です）。").optional(),
      undefined,
    ).optional(),
    /** How the files look, the usual way first; the program's own ways are understood, too. */
    layouts: orNothing(z.array(layout), []).default([]),
  }),
  {},
);

export type SourceWords = z.infer<typeof sourceWords>;

/** What a city says that says nothing. */
export const NO_WORDS: SourceWords = {headings: {}, values: {}, patterns: {}, units: {}, layouts: []};

export function saysNothing({
  headings,
  values,
  defaults = {},
  patterns,
  units,
  period,
  layouts,
}: SourceWords): boolean {
  return (
    period === undefined &&
    [headings, values, defaults, patterns, units, layouts].every((said) => Object.keys(said).length === 0)
  );
}
