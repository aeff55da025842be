import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import type {BodyWords} from "../../schemas/body-words.ts";
import {BODY_KINDS} from "../../schemas/city.ts";
import {parseRows} from "./parse-rows.ts";

/** How the body that the figures are of, and its head, are called: "全市", "市長"; and its other words. */
export interface Body {
  whole: string;
  head: string;
  words: BodyWords;
  /** A rate of fewer people is marked and not ranked. */
  fewPeople: number;
}

const USUAL_FEW = 20;

/** Of a release of before: a 市. */
export async function readBody(marts: Marts): Promise<Body> {
  const rows = await orNone(async () =>
    parseRows("marts.dim_city", await marts.selectFrom("marts.dim_city").selectAll().execute()),
  );
  const [row] = rows;
  if (!row) return {...BODY_KINDS.市, words: BODY_KINDS.市, fewPeople: USUAL_FEW};
  const kind = BODY_KINDS[row.body_kind as keyof typeof BODY_KINDS] ?? BODY_KINDS.市;
  return {
    whole: row.whole_name,
    head: row.head_name,
    words: {unit: row.unit_name, mayors: kind.mayors, entire: kind.entire, self: kind.self},
    fewPeople: row.few_people,
  };
}
