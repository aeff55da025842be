/** What one body calls what another calls 局区, 市長事務部局 and 市全体: said wherever people read, instead of those. */
export interface BodyWords {
  /** One bureau: 局区, 部, 課. */
  unit: string;
  /** All of those under the head: 市長事務部局, 町長部局. */
  mayors: string;
  /** The body as a whole: 市全体, 町全体. */
  entire: string;
}

const WRITTEN: BodyWords = {unit: "局区", mayors: "市長事務部局", entire: "市全体"};

/** A text of the program's in the words of a body. */
export function inBodyWords(text: string, words: BodyWords): string {
  if (areWritten(words)) return text;
  const {unit, mayors, entire} = words;
  return text
    .replaceAll(WRITTEN.mayors, mayors)
    .replaceAll(WRITTEN.entire, entire)
    .replaceAll(`全${WRITTEN.unit}`, unit === WRITTEN.unit ? `全${unit}` : `すべての${unit}`)
    .replaceAll(WRITTEN.unit, unit);
}

/** The same in a message: names of files, headings and lists that people type stay as they are. */
export function saidInBodyWords(message: string, {unit, entire}: BodyWords): string {
  return message
    .replaceAll(WRITTEN.entire, entire)
    .replace(new RegExp(`全${WRITTEN.unit}`, "g"), unit === WRITTEN.unit ? "$&" : `すべての${unit}`)
    .replace(new RegExp(`${WRITTEN.unit}(?!一覧|コード|名)`, "g"), unit);
}

/** Every text within plain arrays and objects; what is of any other kind stays as it is. */
export function allInBodyWords<Value>(value: Value, words: BodyWords): Value {
  if (areWritten(words)) return value;
  return mapped(value, words) as Value;
}

function areWritten(words: BodyWords): boolean {
  return (Object.keys(WRITTEN) as (keyof BodyWords)[]).every((key) => words[key] === WRITTEN[key]);
}

function mapped(value: unknown, words: BodyWords): unknown {
  if (typeof value === "string") return inBodyWords(value, words);
  if (Array.isArray(value)) return value.map((each) => mapped(each, words));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, words)]));
}
