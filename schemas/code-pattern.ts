import {largest, smallest} from "./extremes.ts";
import {oneWidth} from "./read-value.ts";

/** The shape of a code as a city writes it, read alike by JavaScript and by the engine. */
export interface CodePattern {
  /** For people: 数字4桁, 「TW」数字4桁, 数字5～8桁. */
  name: string;
  /** A regular expression over the whole code. */
  pattern: string;
  lengths: {min: number; max: number};
  /** How many, where it is digits alone and always as many: then a lost zero can be told, and given back. */
  digits: number | null;
  hasLetters: boolean;
  example: string;
}

const SIGNS: Record<string, {one: string; example: string}> = {
  数字: {one: "[0-9]", example: "0123456789"},
  英字: {one: "[A-Za-z]", example: "ABCDEFGHIJ"},
  英数字: {one: "[0-9A-Za-z]", example: "A123456789"},
};

const PART = /「([0-9A-Za-z_./-]+)」|(英数字|数字|英字)?([0-9]{1,2})(?:[～〜~-]([0-9]{1,2}))?桁/y;
const LONGEST = 20;

/**
 * Reads 「3桁」, 「数字5～8桁」, 「英字1桁数字4桁」, 「「TW」数字4桁」, with または between; a bare number is so many digits.
 * Undefined for what says no shape, or one that nothing can have.
 */
export function codePattern(text: string): CodePattern | undefined {
  const plain = oneWidth(text.replace(/[\s　]/g, ""));
  const ways = (/^[0-9]{1,2}$/.test(plain) ? `${plain}桁` : plain).split("または").map(partsOf);
  if (ways.some((parts) => parts === undefined)) return undefined;
  return patternOf(ways.flatMap((parts) => (parts ? [parts] : [])));
}

interface Part {
  name: string;
  pattern: string;
  min: number;
  max: number;
  kind: "literal" | "数字" | "英字" | "英数字";
  example: string;
}

function partsOf(text: string): Part[] | undefined {
  const parts: Part[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const found = PART.exec(text);
    const part = found ? partOf(found) : undefined;
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const longest = parts.reduce((sum, {max}) => sum + max, 0);
  return parts.length === 0 || longest > LONGEST ? undefined : parts;
}

function partOf([, literal, signs = "数字", few = "", many = few]: RegExpExecArray): Part | undefined {
  if (literal !== undefined) {
    const {length} = literal;
    const pattern = literal.replaceAll(".", "\\.");
    return {name: `「${literal}」`, pattern, min: length, max: length, kind: "literal", example: literal};
  }
  const [min, max] = [Number(few), Number(many)];
  const {one = "", example = ""} = SIGNS[signs] ?? {};
  if (min < 1 || max < min) return undefined;
  return {
    name: `${signs}${min === max ? min : `${min}～${max}`}桁`,
    pattern: `${one}{${min === max ? min : `${min},${max}`}}`,
    ...{min, max, kind: signs as Part["kind"]},
    example: example.repeat(2).slice(0, min),
  };
}

function patternOf(ways: Part[][]): CodePattern {
  const [[first, ...others] = []] = ways;
  const isFixed =
    ways.length === 1 && others.length === 0 && first?.kind === "数字" && first.min === first.max;
  const total = (parts: Part[], bound: "min" | "max") => parts.reduce((sum, part) => sum + part[bound], 0);
  return {
    name: ways.map((parts) => parts.map(({name}) => name).join("")).join("または"),
    pattern: `^(?:${ways.map((parts) => parts.map(({pattern}) => pattern).join("")).join("|")})$`,
    lengths: {
      min: smallest(ways.map((parts) => total(parts, "min"))),
      max: largest(ways.map((parts) => total(parts, "max"))),
    },
    digits: isFixed ? first.min : null,
    hasLetters: ways.flat().some(({kind, pattern}) => kind !== "数字" && /[A-Za-z]/.test(pattern)),
    example: (ways[0] ?? []).map(({example}) => example).join(""),
  };
}

/** Whether a code has the shape. */
export function hasShape({pattern}: CodePattern, code: string): boolean {
  return new RegExp(pattern).test(code);
}
