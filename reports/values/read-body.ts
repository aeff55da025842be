import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import {BODY_KINDS} from "../../schemas/city.ts";
import {parseRows} from "./parse-rows.ts";

/** How the body that the figures are of, and its head, are called: "全市", "市長". */
export interface Body {
  whole: string;
  head: string;
}

/** Of a release of before: a 市. */
export async function readBody(marts: Marts): Promise<Body> {
  const rows = await orNone(async () =>
    parseRows("marts.dim_city", await marts.selectFrom("marts.dim_city").selectAll().execute()),
  );
  const [row] = rows;
  return row ? {whole: row.whole_name, head: row.head_name} : BODY_KINDS.市;
}
