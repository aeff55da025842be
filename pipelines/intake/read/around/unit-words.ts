import {halfWidth} from "../../../../schemas/read-value.ts";
import {plain} from "../grid.ts";
import {stateOf} from "../states.ts";
import {type AroundCell, isRemark} from "./cells-around.ts";

/** What a text around a table says of the unit of its amounts. */
export interface UnitSaid extends Pick<AroundCell, "place" | "text"> {
  labels: string[];
  /** It says that it is a unit; a bare （千枚） does not. */
  isExplicit: boolean;
}

const SCALE = "[十百千万億]{1,3}";
/** As formats and English tables say it. */
const FOREIGN = "[KkM]|㌔|キロ|[Tt]housands?|[Mm]illions?";
const COUNTER =
  "枚|円|人日|人月|人時|人|名|件|箱|束|締|連|冊|台|個|時間|時間[:：]分|分|秒|回|票|日|校|頁|ページ|通|袋|シート|ケース|パック|セット|ドル|㎏|kg|ｋｇ|トン|㎡|％|%|割|ポイント";
const UNIT = `(?:約)?(?:${SCALE}|㌔|キロ|[KkM])?(?:${COUNTER})`;
const OPEN = "[（(［\\[〔【「]";
const CLOSE = "[）)］\\]〕】」]";

const WHOLE = new RegExp(`^${OPEN}?(${UNIT}|${SCALE}|${FOREIGN})${CLOSE}?$`);
const BRACKETS = new RegExp(`${OPEN}([^（(［\\[〔【「）)］\\]〕】」]+)${CLOSE}`, "g");
const TOKEN = new RegExp(`^(?:${UNIT}|[百千万億]{1,3}|${FOREIGN})$`);
/** An amount (3千円) and a bound (百人以下) are no units. */
const SCALED_WORD = new RegExp(
  `(?<![0-9０-９一二三四五六七八九数.．])(${SCALE}(?:枚|円|人|件|箱|時間))(?!以上|以下|超|を超|当たり|あたり)`,
);
const NAMED = new RegExp(
  `単位[はが:：=＝]*[「『]?(?!${CLOSE}|。|で|未満|の|に)(.+?)[」』]?(?:です|である|とする|で表示)?(?:${CLOSE}|。)*$`,
);
const BEFORE = new RegExp(`([0-9]*(?:${UNIT}|${SCALE}))単位`);
const ENGLISH = /[Uu]nits?(?:[:：=]|(?=[0-9]))(.+)/;
/** 数量はドル単位, （割単位）: whatever it is, the amounts are counted in it. */
const OTHER =
  /(?:(?:数[値量字]?|金額|枚数|時間数?|件数|人数|値|額)は|^[(（※注0-9]*)([^、。,，()（）はの0-9]{1,6})単位(?:[でとに)）。]|$)/;
/** 課単位で集計: what a row is about, not its amount. */
const GROUPED = /(課|局|部|所属|係|室|月|年|四半期|年度|個人|週|団体|施設|世帯|組織)(ごと)?単位/;
/** ×1000, ×１，０００, in thousands */
const TIMES = /[×xXｘＸ✕✖＊*]1(?:[,，]?0+)+(?![0-9])|[Tt]housands?|[Mm]illions?/;

/** 下3桁省略, （000）, '000枚 */
const ZEROS_LEFT_AWAY =
  /(?:下?[0-9一二三四五六]桁|(?:0{3})+)[をは]?(?:省略|切り?捨て?|カット|略)|(?<![0-9.,A-Za-z])[,，'’]?000(?![0-9.,])/;
const PACK = "箱|束|包|締|連|冊|袋|ケース|パック|セット|シート";
/** 箱数, 1箱＝2,500枚, 500枚入りの包: what is counted are packs. */
const PACKS = new RegExp(
  `(?:${PACK})数|1?(?:${PACK})(?:は|[=＝:：]|あたり|当たり|につき)?[0-9][0-9,，]*枚|[0-9]枚(?:入り?)?の?[/／]?(?:${PACK})`,
);

/** 注1 千枚で表示: the number of a note is none of what is said. */
const NOTE_NUMBER = /(?<=注)[0-9]{1,2}(?![,0-9])|(?<=[※＊*])[1-9](?![,0-9])/g;

/** R4千枚 speaks of thousands, not of four thousand. */
const OF_A_YEAR = /(?<![A-Za-z])(?:[RH]|令和|平成)(?:[0-9]{1,2}|元)(?:年度?)?(?=[十百千万億])/g;

/** Reads what a text says of units; nothing where it says nothing of them. */
export function unitSaid({place, text}: Pick<AroundCell, "place" | "text">): UnitSaid[] {
  const words = inWords(
    halfWidth(plain(text.replace(/^\s*sheet[0-9]+(?=\s)/i, "")))
      .replace(/単位未満[^。、）)]*/, "")
      .replace(NOTE_NUMBER, "")
      .replace(/^sheet[0-9]+/i, "")
      .replace(OF_A_YEAR, ""),
  );
  const said = (labels: string[], isExplicit: boolean) => [{place, text, labels, isExplicit}];
  if (words.includes("単位") && !GROUPED.test(words)) {
    const label = NAMED.exec(words)?.[1] ?? BEFORE.exec(words)?.[1] ?? OTHER.exec(words)?.[1];
    if (label !== undefined) return said(label.split(/[、，,・/／]/), true);
  }
  const english = ENGLISH.exec(words)?.[1];
  if (english !== undefined) return said([english], true);
  const whole = WHOLE.exec(words)?.[1];
  if (whole !== undefined) return said([whole], false);
  const bracketed = [...words.matchAll(BRACKETS)]
    .flatMap(([, inside = ""]) => inside.split(/[、，,・]/))
    .filter((part) => TOKEN.test(part) && !isOfDate(words, part));
  if (bracketed.length > 0) return said(bracketed, false);
  const [scaled] = [SCALED_WORD, TIMES, ZEROS_LEFT_AWAY, PACKS].flatMap(
    (pattern) => pattern.exec(words) ?? [],
  );
  return scaled === undefined ? [] : said([scaled], false);
}

/** 4月3日（日） */
function isOfDate(words: string, part: string): boolean {
  return part === "日" && /日[（(]日[）)]/.test(words);
}

const POWERS: Record<number, string> = {1: "十", 2: "百", 3: "千", 4: "万", 5: "十万", 6: "百万", 8: "億"};

/** 1,000枚, 1千枚 → 千枚 */
function inWords(text: string): string {
  return text
    .replace(
      new RegExp(`(?<![0-9.,])1((?:[,，]?0+)+)(?=${COUNTER})`, "g"),
      (whole, zeros: string) => POWERS[zeros.replace(/[,，]/g, "").length] ?? whole,
    )
    .replace(new RegExp(`(?<![0-9.,])1(?=${SCALE}(?:${COUNTER}))`, "g"), "");
}

const SCALES: Record<string, number> = {千: 1000, 百: 100, 万: 10_000, 十万: 100_000, 百万: 1_000_000};

/** How much a word multiplies that names nothing counted: thousands, ×1,000, 千; undefined for all others. */
export function sizeOfScale(label: string): number | undefined {
  if (/^thousands?$/i.test(label)) return 1000;
  if (/^millions?$/i.test(label)) return 1_000_000;
  const times = /^[×xXｘＸ✕✖＊*](1(?:[,，]?0+)+)$/.exec(label)?.[1];
  return times === undefined ? SCALES[label] : Number(times.replace(/[,，]/g, ""));
}

const HARMLESS_BRACKET =
  /案|抜粋|再掲|参考|続|その|別紙|様式|別表|見本|例|注|※|確定|最終|修正|訂正|差替|改|取扱|秘|内部|課|局|部|室|所|係|市|区|町|センター|学校|庁|分$|除|含|現在|作成|調|提出|以外|のみ|実績|速報|見込|暫定|予定|計画|予測|推計|概算|累積|年|月|四半期|ページ|枚目|担当|部外|全|計|抄|資料|表|図/;

/** A short text in brackets, alone in its cell, that is neither a unit nor anything usual: 「（連）」. */
export function isUnknownBracket({where, place, text}: AroundCell): boolean {
  if (where === "name" || isRemark({where}) || unitSaid({place, text}).length > 0) return false;
  const inside = new RegExp(`^${OPEN}([^（(［\\[〔【「）)］\\]〕】」]{1,6})${CLOSE}$`).exec(plain(text))?.[1];
  if (inside === undefined || stateOf(inside) !== undefined) return false;
  return /\p{L}/u.test(inside) && !HARMLESS_BRACKET.test(inside);
}
