/** What one body calls what another calls 局区, 市長事務部局 and 市全体: said wherever people read, instead of those. */
export interface BodyWords {
  /** One bureau: 局区, 部, 課. */
  unit: string;
  /** All of those under the head: 市長事務部局, 町長部局. */
  mayors: string;
  /** The body as a whole: 市全体, 町全体. */
  entire: string;
  /** The body as who decides: 市, 町. */
  self: string;
}

const WRITTEN: BodyWords = {unit: "局区", mayors: "市長事務部局", entire: "市全体", self: "市"};

/** A text of the program's in the words of a body. */
export function inBodyWords(text: string, words: BodyWords): string {
  if (areWritten(words)) return text;
  return aroundMatches(text, NAME_OF_FILE, (prose) => printedInBodyWords(prose, words));
}

/** The name of a file within a text that may be HTML. */
const NAME_OF_FILE = /([^\s「」（）、。:：<>"]*\.(?:csv|tsv|txt|xls[xm]?)(?![a-z]))/iu;

/** `pattern` is one group: what it finds stays. */
function aroundMatches(text: string, pattern: RegExp, say: (part: string) => string): string {
  return text
    .split(pattern)
    .map((part, index) => (index % 2 === 0 ? say(part) : part))
    .join("");
}

function printedInBodyWords(text: string, {unit, mayors, entire}: BodyWords): string {
  return text
    .replaceAll(WRITTEN.mayors, mayors)
    .replaceAll(WRITTEN.entire, entire)
    .replaceAll(`全${WRITTEN.unit}`, unit === WRITTEN.unit ? `全${unit}` : `すべての${unit}`)
    .replaceAll(WRITTEN.unit, unit);
}

/** The same in a message: names of files, headings and lists that people type stay as they are. */
export function saidInBodyWords(message: string, words: BodyWords): string {
  if (areWritten(words)) return message;
  return aroundMatches(message, FILE_NAME, (prose) => proseInBodyWords(prose, words));
}

/** The path or name of a file within a message. */
const FILE_NAME =
  /([^\s「」（）、。:：]*(?:[/\\]|\.(?:csv|tsv|txt|xls[xm]?|pdf|html|json|ya?ml|sql|md)(?![a-z]))[^\s「」（）、。:：]*)/iu;

function proseInBodyWords(prose: string, {unit, entire, self}: BodyWords): string {
  return prose
    .replaceAll(WRITTEN.entire, entire)
    .replace(new RegExp(`全${WRITTEN.unit}`, "g"), unit === WRITTEN.unit ? "$&" : `すべての${unit}`)
    .replace(new RegExp(`${WRITTEN.unit}(?!一覧|コード|名)`, "g"), unit)
    .replace(DECIDING, self);
}

/** 市 where it stands for the body: not within a name (みどり市の) or another word (市民). */
const DECIDING = /(?<=この|ほかの|別の|今の|^|[^\p{L}\p{N}ー])市(?=[のがはでにをと]|だけ)/gu;

/** Every text within plain arrays and objects; what is of any other kind stays as it is. */
export function allInBodyWords<Value>(value: Value, words: BodyWords): Value {
  if (areWritten(words)) return value;
  return mappedTexts(value, (text) => inBodyWords(text, words));
}

/** Every message within them, but for what stands under keys of `typed`: that people type. */
export function allSaidInBodyWords<Value>(value: Value, words: BodyWords, typed: string[] = []): Value {
  if (areWritten(words)) return value;
  return mappedTexts(value, (text) => saidInBodyWords(text, words), new Set(typed));
}

function areWritten(words: BodyWords): boolean {
  return (Object.keys(WRITTEN) as (keyof BodyWords)[]).every((key) => words[key] === WRITTEN[key]);
}

function mappedTexts<Value>(value: Value, say: (text: string) => string, kept = new Set<string>()): Value {
  const mapped = (one: unknown): unknown => {
    if (typeof one === "string") return say(one);
    if (Array.isArray(one)) return one.map(mapped);
    if (typeof one !== "object" || one === null || Object.getPrototypeOf(one) !== Object.prototype)
      return one;
    return Object.fromEntries(
      Object.entries(one).map(([key, each]) => [key, kept.has(key) ? each : mapped(each)]),
    );
  };
  return mapped(value) as Value;
}
