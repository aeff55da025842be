import {z} from "zod";

/** One sentence or several; each is printed after its own dot. */
const sentences = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((text) => (Array.isArray(text) ? text : [text]));

const part = z.strictObject({title: z.string().min(1), plan: sentences, result: sentences});

/** A measure with plan and result, one that only holds its parts, or a repetition (再掲) of another by its number. */
const measure = z.union([
  part,
  z.strictObject({title: z.string().min(1), parts: z.array(part).min(1)}),
  z.strictObject({repeats: z.string().regex(/^\d+-\d+-\d+$/)}),
]);

const section = z.strictObject({name: z.string().min(1), measures: z.array(measure).min(1)});

const register = z.strictObject({
  fiscal_year: z.int().min(2000).max(2100),
  directions: z
    .array(z.strictObject({name: z.string().min(1), sections: z.array(section).min(1)}))
    .min(1)
    .max(9),
});

/** city/initiatives.yaml: the register of measures by fiscal year. Numbers follow from the order. */
export const initiativeCatalog = z
  .strictObject({registers: z.array(register).default([])})
  .superRefine(({registers}, context) => {
    for (const message of registers.flatMap(repetitionFaults)) context.addIssue({code: "custom", message});
  });

export type Register = z.infer<typeof register>;
type Measure = z.infer<typeof measure>;

/** A measure at its place; `id` is direction-section-measure, counted from 1. */
export interface PlacedMeasure {
  id: string;
  directionNo: number;
  directionName: string;
  sectionNo: number;
  sectionName: string;
  measureNo: number;
  measure: Measure;
}

/** Every measure of a register in its order. */
export function placedMeasures({directions}: Register): PlacedMeasure[] {
  return directions.flatMap((direction, directionIndex) =>
    direction.sections.flatMap((group, sectionIndex) =>
      group.measures.map((entry, index) => ({
        id: `${directionIndex + 1}-${sectionIndex + 1}-${index + 1}`,
        directionNo: directionIndex + 1,
        directionName: direction.name,
        sectionNo: sectionIndex + 1,
        sectionName: group.name,
        measureNo: index + 1,
        measure: entry,
      })),
    ),
  );
}

/** A repetition points to a measure that has its own text. */
function repetitionFaults(entry: Register): string[] {
  const placed = placedMeasures(entry);
  return placed.flatMap(({id, measure: repeated}) => {
    if (!("repeats" in repeated)) return [];
    const source = placed.find((other) => other.id === repeated.repeats);
    if (!source) return [`${id}: 再掲のもとの取組「${repeated.repeats}」がありません`];
    if ("repeats" in source.measure)
      return [`${id}: 再掲のもとの取組「${repeated.repeats}」も再掲です。もとの番号を書いてください`];
    return [];
  });
}
