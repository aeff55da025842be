import {UserError} from "../../schemas/errors.ts";
import type {ParameterValue} from "../engine/foreign-engine.ts";

/**
 * A value as it is written after --param: whole numbers and decimals are numbers, true and false are truth values, null is
 * none. Digits with a zero in front (codes) stay text, and "…" makes anything text.
 */
function parameterValue(text: string): ParameterValue {
  if (/^".*"$/s.test(text)) return text.slice(1, -1);
  if (/^-?(0|[1-9]\d*)$/.test(text)) return text.length < 16 ? Number(text) : BigInt(text);
  if (/^-?(0|[1-9]\d*)\.\d+$/.test(text)) return Number(text);
  if (text === "true" || text === "false") return text === "true";
  return text === "null" ? null : text;
}

/** "fy=2022", "code=B1010" … as names and values. UserError for a text without "=". */
export function parametersFrom(texts: readonly string[]): Record<string, ParameterValue> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^\$?([^=\s]+)=(.*)$/s.exec(text) ?? [];
      if (name === undefined || value === undefined)
        throw new UserError(
          `--param「${text}」は「名前=値」の形で書いてください。例: --param fy=2022（SQLの中では $fy）`,
        );
      return [name, parameterValue(value)];
    }),
  );
}

/** The values in the statement's names. UserError when one is missing or one too many was given. */
export function bound(
  wanted: readonly string[],
  given: Record<string, ParameterValue>,
): Record<string, ParameterValue> {
  const byName = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const missing = wanted.filter((name) => !byName.has(name.toLowerCase()));
  if (missing.length > 0)
    throw new UserError(
      `値が要ります: ${missing.map((name) => `$${name}`).join("、")}。--param ${missing[0]}=値 を付けてください。`,
    );
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const extra = Object.keys(given).filter((name) => !names.has(name.toLowerCase()));
  if (extra.length > 0)
    throw new UserError(`SQLの中に ${extra.map((name) => `$${name}`).join("、")} はありません。`);
  return Object.fromEntries(wanted.map((name) => [name, byName.get(name.toLowerCase()) ?? null]));
}

/** "fy=2022 code=B1010", for people. */
export function parameterText(parameters: Record<string, ParameterValue>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}
