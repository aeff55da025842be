import {type Alias, type Document, type LineCounter, visit, type YAMLError} from "yaml";
import {UserError} from "../../schemas/errors.ts";
import {visibleLine} from "../../schemas/visible-text.ts";

/** What is wrong with the writing of a YAML file that was read without its own pretty errors, with file, line and what to do. */
export function yamlFault({code, pos}: YAMLError, place: string, lines: LineCounter): UserError {
  return new UserError(`${place} の${lines.linePos(pos[0]).line}行目: ${TEXTS[code] ?? OTHER}`);
}

/**
 * What a document says. UserError for one in which a value that begins with * means nothing, or means what it stands in, or so many times
 * so much that it would fill memory.
 */
export function contentOf(document: Document, place: string, lines: LineCounter): unknown {
  const aliases = aliasesIn(document);
  try {
    const content = document.toJS() as unknown;
    if (aliases.length > 0) JSON.stringify(content);
    return content;
  } catch (cause) {
    const alias = aliases.find((one) => one.resolve(document) === undefined) ?? aliases[0];
    if (!alias?.range) throw cause;
    throw new UserError(
      `${place} の${lines.linePos(alias.range[0]).line}行目: 「*${visibleLine(alias.source)}」の指すものが、ないか、大きすぎます。* で始まる言葉は、引用符で囲んでください。`,
      {cause},
    );
  }
}

function aliasesIn(document: Document): Alias[] {
  const aliases: Alias[] = [];
  visit(document, {Alias: (_, alias) => void aliases.push(alias)});
  return aliases;
}

const TEXTS: Record<string, string> = {
  DUPLICATE_KEY: "同じ言葉が2回書いてあります。一つにしてください。",
  BAD_INDENT: "行の頭の空白の数がそろっていません。上の行とそろえてください。",
  TAB_AS_INDENT: "行の頭にタブがあります。空白に置き換えてください。",
  MULTILINE_IMPLICIT_KEY:
    "書き方が途中で切れています。「言葉: 意味」の形か、行の頭の空白を確かめてください。",
};

const OTHER =
  "書き方が YAML として読めません。「言葉: 意味」の形（コロンの後に空白）と、かっこや引用符が閉じているかを確かめてください。";
