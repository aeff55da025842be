import {type Contract, fieldsOf} from "../../../../schemas/contract.ts";
import {shownCell} from "../../../../schemas/shown-cell.ts";
import {TEMPLATE_ADVICE} from "../../../../schemas/template-advice.ts";
import {plain} from "../grid.ts";
import type {AroundCell} from "./cells-around.ts";
import {unitSaid} from "./unit-words.ts";
import {withoutYears} from "./year-words.ts";

/** Who sends a paper, its number, its page, how it is to be kept, an example, when it was made. */
const HARMLESS = [
  /(?:課|局|部|室|係|所|市|区|町|村|センター|学校|委員会|事務局|本部|庁)$/,
  /^[（(]?(?:別紙|別表|様式|資料|第?[0-9]+号|No\.?|ページ|[0-9]+\/[0-9]+|取扱注意|部外秘|秘|案|見本|記入例|例[:：])/,
  /^(?:担当|作成者?|所属|連絡先|電話|内線|提出者?)/,
  /^[^\p{L}]*$/u,
];
const DAY =
  /(?:令和|平成|[RHS])?(?:[0-9]{1,4}|元)[年./-][0-9]{1,2}[月./-](?:[0-9]{1,2}日?)?(?:現在|作成|提出|時点)?/g;
/** What kind of paper it is, beside what it is about. */
const KIND_OF_PAPER = /調査|集計|一覧|実績|報告書?|台帳|状況|資料|表$|[（(]取扱注意[）)]/g;
/** A title (かなで町　職員の一覧) names a paper and says nothing of what is in it. */
const KIND_OF_PAPER_NAMED = /(?:一覧|名簿|台帳|集計|調べ|表)[）)\s　]*(?:[（(][^）)]*[）)])?\s*$/;
const SAYS_SOMETHING = /[0-9０-９]|除|含|のみ|だけ|限|ただし|注|以外|予定|見込|速報|累計|換算|平均/;
/** Told with the columns, or asked where they contradict. */
const UNTOLD: AroundCell["where"][] = ["heading", "name", "property"];
const SHOWN = 5;

/**
 * Names in a line what stands around a table and is neither read nor harmless: the columns and texts that nobody looked at.
 * Harmless are titles with the words of the source, senders, days, numbers of papers.
 */
export function unreadAround(cells: AroundCell[], columns: string[], contract: Contract): string[] {
  const others = cells.filter((cell) => !UNTOLD.includes(cell.where) && !isKnown(cell, contract));
  return [
    ...named("読まない列", quoted(columns.filter((text) => !isUnit(text)))),
    ...named("読まない言葉", quoted(others.map(({text}) => text))),
  ];
}

/** 「単位：千枚」 at the end of the headings heads no column. */
function isUnit(text: string): boolean {
  return unitSaid({place: "", text}).some(({isExplicit}) => isExplicit);
}

const ADVICE = new Set(Object.values(TEMPLATE_ADVICE).map(plain));

function isKnown(cell: AroundCell, contract: Contract): boolean {
  if (unitSaid(cell).length > 0 || ADVICE.has(plain(cell.text))) return true;
  const words = [contract.title, ...fieldsOf(contract).flatMap(({meta}) => meta.headings)];
  const rest = [DAY, ...words, KIND_OF_PAPER].reduce<string>(
    (text, word) => text.replace(word, ""),
    withoutYears(cell.text),
  );
  if (cell.where === "above" && KIND_OF_PAPER_NAMED.test(cell.text) && !SAYS_SOMETHING.test(rest))
    return true;
  return HARMLESS.some((pattern) => pattern.test(rest.replace(/^[（(]|[）)]$/g, "")));
}

function quoted(texts: string[]): string[] {
  return [...new Set(texts.map((text) => `「${shownCell(plain(text))}」`))];
}

function named(what: string, texts: string[]): string[] {
  if (texts.length === 0) return [];
  const more = texts.length > SHOWN ? `ほか${texts.length - SHOWN}` : "";
  return [`${what}${texts.slice(0, SHOWN).join("")}${more}`];
}
