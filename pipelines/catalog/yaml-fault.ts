import type {LineCounter, YAMLError} from "yaml";
import {UserError} from "../../schemas/errors.ts";

/** What is wrong with the writing of a YAML file that was read without its own pretty errors, with file, line and what to do. */
export function yamlFault({code, pos}: YAMLError, place: string, lines: LineCounter): UserError {
  return new UserError(`${place} の${lines.linePos(pos[0]).line}行目: ${TEXTS[code] ?? OTHER}`);
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
