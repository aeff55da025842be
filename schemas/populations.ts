import {z} from "zod";
import {prose} from "./prose.ts";

/** What a population may be told by, and the column of the roster that says it; null: a list of the city says it. */
export const ATTRIBUTES = {
  authority: "appointing_authority",
  authority_group: null,
  bureau: "bureau_code",
  occupation: "occupation",
  employment: "employment_type",
  grade: "grade",
  sex: "sex",
  manager: "manager_kind",
  /** Of a unit of the tree (city/units.csv), and of all below it. */
  unit: null,
  department: "department_name",
  state: "service_state",
  exam: "exam_category",
  /** Of the unit (city/unit-tags.csv). */
  tag: null,
} as const;

export type Attribute = keyof typeof ATTRIBUTES;

export const attributes = Object.keys(ATTRIBUTES) as Attribute[];

const word = z.union([z.string().min(1), z.number()]).transform(String);

/** One word, or several of which one must fit. */
const words = z
  .union([word, z.array(word).min(1)])
  .transform((said) => (Array.isArray(said) ? said : [said]))
  .optional();

/** Who fits all that it names. */
const condition = z
  .strictObject({
    authority: words,
    authority_group: words,
    bureau: words,
    occupation: words,
    employment: words,
    grade: words,
    sex: words,
    manager: words,
    unit: words,
    department: words,
    state: words,
    exam: words,
    tag: words,
    reason: prose.optional(),
  })
  .refine((said) => attributes.some((attribute) => said[attribute] !== undefined), {
    message: `何で分けるかを書いてください（${attributes.join("、")} のどれか）`,
  });

export type Condition = z.infer<typeof condition>;

/**
 * A population by name: who fits one of `only` (everybody, where there is none) and none of `except`. counted: in service on
 * a day, in service for the whole period, or in every month for itself.
 */
const population = z.strictObject({
  name: z.string().min(1),
  note: prose.default(""),
  /** Whether days and months as a manager count. */
  managers: z.boolean().default(true),
  counted: z.enum(["on_day", "whole_period", "person_months"]).default("on_day"),
  only: z.array(condition).default([]),
  except: z.array(condition).default([]),
});

export type Population = z.infer<typeof population>;

/** populations.yaml */
export const populationsFile = z.strictObject({
  populations: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), population).default({}),
});
