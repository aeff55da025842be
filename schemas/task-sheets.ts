import {z} from "zod";

const text = z.string().min(1);
const lines = z.array(text).min(1);
const year = z.int().min(2000).max(2100);
const numbered = z.strictObject({no: z.coerce.string(), name: text});

/** Resources that a task is expected to need: ヒト, モノ, カネ, 情報, 時間. */
export const RESOURCES = ["people", "goods", "money", "information", "time"] as const;

const sheet = z.strictObject({
  task: text,
  owner: text,
  theme: numbered,
  item: numbered,
  current: lines,
  direction: lines,
  actions: z.array(z.strictObject({from: year, to: year, lines})).min(1),
  resources: z.array(z.enum(RESOURCES)),
  goal: lines,
});

/** city/task-sheets.yaml: the fixed form of each task, what stands before them and the list of related tasks. */
export const taskSheetCatalog = z.strictObject({
  /** verbatim: the words are those of the programme, and the document says 抜粋; else they are a summary, and it says 要約. */
  wording: z.enum(["verbatim", "summary"]).default("summary"),
  /** Null in a city that prints no sheets. */
  overview: z
    .strictObject({item_no: text, item_name: text, progress: lines, direction: lines})
    .nullable()
    .default(null),
  sheets: z.array(sheet).default([]),
  related_tasks: z
    .array(
      z.strictObject({
        name: text,
        /** `name` only where no sheet has it. */
        tasks: z.array(z.strictObject({no: text, name: text.optional()})).min(1),
      }),
    )
    .default([]),
});

export type TaskSheetCatalog = z.infer<typeof taskSheetCatalog>;
