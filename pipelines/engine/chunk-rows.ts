import {DuckDBTypeId, type DuckDBValueConverter, type Json, JsonDuckDBValueConverter} from "@duckdb/node-api";
import type {Chunk} from "./foreign-engine.ts";
import type {Cell} from "./open.ts";

/**
 * The rows of a chunk in JSON's terms: dates are ISO text; whole numbers and decimals are numbers as long as a double
 * holds every digit, text beyond.
 */
export function chunkRows(chunk: Chunk): Cell[][] {
  return chunk.convertRows(exactCell) as Cell[][];
}

const exactCell: DuckDBValueConverter<Json> = (value, type, converter) => {
  const cell = JsonDuckDBValueConverter(value, type, converter);
  return typeof cell === "string" && EXACT.has(type.typeId) ? exactNumber(cell) : cell;
};

/** Numbers that the engine's own JSON gives as text. */
const EXACT = new Set([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.DECIMAL,
]);

const EXACT_DIGITS = 15;

function exactNumber(text: string): string | number {
  return text.replace(/[-.]/g, "").length <= EXACT_DIGITS ? Number(text) : text;
}
