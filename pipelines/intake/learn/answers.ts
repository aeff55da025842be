import type {Meaning} from "../../../schemas/city-source.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {codeColumn} from "../../../schemas/contract-in-words.ts";
import {UserError} from "../../../schemas/errors.ts";
import {folded} from "../../../schemas/folded.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import {writtenShape} from "../../../schemas/written-shape.ts";

/** What a person says of the files: each answer names a column by a heading of the file, by the program's, or by its own name. */
export interface Answers {
  /** 職員No. → 職員番号 */
  headings: {heading: string; column: string}[];
  /** 職級: 係員 → 一般 */
  values: {column: string; word: string; meaning: string}[];
  /** 局区コード → 数字3桁 */
  patterns: {column: string; pattern: string}[];
  /** 枚数: 箱 → 千枚 */
  units: {column: string; word: string; unit: string}[];
  /** Whose files look like that. */
  sender: string | undefined;
  /** 勤務区分 = 平日時間外, where a file has no such column. */
  defaults: {column: string; says: string}[];
  /** Why a word means something else here than the program has it for. */
  reason: string;
}

interface Typed {
  heading: string[];
  value: string[];
  pattern: string[];
  unit: string[];
  default: string[];
  sender: string | undefined;
  reason: string | undefined;
}

/** What was typed behind the options. UserError, with how it is written, for what is none. */
export function answersTyped({heading, value, pattern, unit, sender, reason, ...typed}: Typed): Answers {
  return {
    headings: heading.map((typed) => {
      const [left, right] = twoParts(typed, "--heading 職員No.=職員番号");
      return {heading: left, column: right};
    }),
    values: value.map((typed) => {
      const {column, word, right} = threeParts(typed, "--value 職級:係員=一般", {mayBeBlank: true});
      return {column, word, meaning: right};
    }),
    patterns: pattern.map((typed) => {
      const [left, right] = twoParts(typed, "--pattern 局区コード=3桁");
      return {column: left, pattern: writtenShape(right)};
    }),
    units: unit.map((typed) => {
      const {column, word, right} = threeParts(typed, "--unit 枚数:千=千枚");
      return {column, word, unit: right};
    }),
    defaults: typed.default.map((each) => {
      const [left, right] = twoParts(each, "--default 勤務区分=平日時間外");
      return {column: left, says: right};
    }),
    sender: sender === undefined ? undefined : trimmed(sender),
    reason: trimmed(reason ?? ""),
  };
}

function twoParts(typed: string, example: string): [string, string] {
  const at = typed.replaceAll("＝", "=").lastIndexOf("=");
  const [left, right] = [trimmed(typed.slice(0, Math.max(0, at))), trimmed(typed.slice(at + 1))];
  if (at < 1 || left === "" || right === "")
    throw new UserError(`「${typed}」の書き方が違います。例: ${example}`);
  return [left, right];
}

function threeParts(
  typed: string,
  example: string,
  {mayBeBlank = false} = {},
): {column: string; word: string; right: string} {
  const [left, right] = twoParts(typed, example);
  const at = left.search(/[:：]/);
  const [column, word] = [trimmed(left.slice(0, Math.max(0, at))), trimmed(left.slice(at + 1))];
  if (at < 1 || (word === "" && !mayBeBlank))
    throw new UserError(`「${typed}」の書き方が違います。例: ${example}`);
  return {column, word, right};
}

/** The column of a contract that a person names; undefined where it has none of that name. */
export function columnNamed(contract: Contract, typed: string): string | undefined {
  const fields = fieldsOf(contract);
  const wanted = folded(typed);
  const byName = fields.find(({name}) => folded(name) === wanted);
  const byHeading = fields.find(({meta}) => meta.headings.some((heading) => folded(heading) === wanted));
  return (byName ?? byHeading)?.name;
}

/** What a person means by the right side of --value: a word of the program, or own:name for a value of the city's own. */
export function meaningTyped(text: string, reason: string): Meaning {
  const [, own] = /^(?:own|市だけ)[:：](.+)$/.exec(text) ?? [];
  return own === undefined ? {as: text, reason} : {own: trimmed(own)};
}

/** Columns of which a code is said once for all. */
export function patternColumn(contract: Contract, typed: string): string | undefined {
  const column = columnNamed(contract, typed);
  return column === undefined ? undefined : codeColumn(column);
}
