import {z} from "zod";

const number = z.coerce.number();
const year = z.coerce.number().pipe(z.int());
const note = z.string().default("");

/** What every file of published figures says of each: the value as printed, where it stands, its status and known slips. */
const printed = {
  unit: z.string().default("人"),
  document: z.string().min(1),
  location: z.string().min(1),
  status: z.enum(["確定", "速報", "計画"]),
  note,
  slip: note,
  /** The one value that the note calls right; "" where it speaks of words. */
  slip_value: z.string().default(""),
};

/** city/published/*.csv: figures that the city has printed, transcribed and never mended. Key = file name. */
export const publishedFiles = {
  "indicators.csv": z.strictObject({kpi_id: z.string(), fiscal_year: year, value: z.string(), ...printed}),
  "overtime-means.csv": z.strictObject({
    measure: z.string(),
    fiscal_year: year,
    value: z.string(),
    ...printed,
  }),
  "overtime-over-480h-by-bureau.csv": z.strictObject({
    fiscal_year: year,
    group_name: z.string(),
    bureau_name: z.string(),
    threshold_hours: number,
    staff_count: z.string(),
    ...printed,
  }),
  "overtime-over-thresholds-by-group.csv": z.strictObject({
    fiscal_year: year,
    group_name: z.string(),
    threshold_hours: number,
    staff_count: z.string(),
    ...printed,
  }),
  "overtime-pay.csv": z.strictObject({
    account_name: z.string(),
    measure: z.string(),
    fiscal_year: year,
    value: z.string(),
    ...printed,
  }),
  "punctual-leave-days.csv": z.strictObject({
    fiscal_year: year,
    occasion: number,
    held_on: z.iso.date(),
    printed_weekday: z.string(),
    value: z.string(),
    ...printed,
  }),
  "shared-services.csv": z.strictObject({
    task_name: z.string(),
    measure: z.string(),
    first_fiscal_year: year,
    last_fiscal_year: year,
    value: z.string(),
    ...printed,
  }),
  "trainings.csv": z.strictObject({
    training_name: z.string(),
    measure: z.string(),
    fiscal_year: year,
    value: z.string(),
    ...printed,
  }),
  "observed-counts.csv": z.strictObject({
    series_id: z.string(),
    series_name: z.string(),
    fiscal_year: year,
    value: z.string(),
    ...printed,
  }),
} as const;

export type PublishedFile = keyof typeof publishedFiles;
export type PublishedRow<File extends PublishedFile> = z.infer<(typeof publishedFiles)[File]>;
