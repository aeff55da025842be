import {halfWidth} from "../../../schemas/read-value.ts";
import {plain} from "./grid.ts";

/**
 * How surely a label says that its row or column repeats others: "exact" says nothing else (合計, ＴＯＴＡＬ), "phrase"
 * ends in such a word or says "all" of its own column (全庁計, 全事務), "hint" only has a part of one (全税目) or is no name (3件).
 * "beside" is no sum, but no record either (前年度, 平均, 目標).
 */
export type TotalWord = "exact" | "beside" | "phrase" | "hint";

const SUM = "(?:大|中|小|合|総|通|累|集|共)?計|(?:総|純|差引|以上)合計";
const SPAN = "年|年度|[前当]年度|年間|通年|期|期間|月|月別|四半期|半期|[上下](?:半)?期";
const EXACT = new RegExp(
  `^(?:${[
    SUM,
    `(?:${SPAN}|延べ?|のべ|以上|差引|全体|総合|縦|横|区分)(?:合|小|総|累)?計`,
    "総[数額量]|合算|累積|再掲|うち再掲",
    "(?:grand|sub)?-?totals?|sum|(?:総|サブ)?トータル",
  ].join("|")})(?:[数額値行欄用分]|件数|時間数?|枚数|人数)?$`,
  "i",
);
const PHRASE =
  /(?:[合小総累通集]計|総[額数]|再掲|トータル)[額値行欄用分]?$|^再掲|^うち(?!わ)|^内数|^全(?:庁|市|局|局?区|区局|課|部局?|所属|職場)(?:[合小総累]?計)?$/;
/** Words that may also be the name of something (an answer 全部). */
const WORD_OR_NAME =
  /^(?:全体|総体|通算|積算|全部|すべて|全て|全[数量]|まとめ|一式|ごうけい|しょうけい|all)[値数額]?$/i;
const BESIDE = new RegExp(
  `^(?:${[
    "(?:対?前年|昨年|前期|前回)度?(?:同月|同期)?(?:実績|増減|比較?)?[額率比]?|増減[額数率]?|差引?(?:増減)?|構成比|伸び?率",
    "前(?:回|期|月|年度)まで|(?:前[期年月]度?)?繰り?越し?|差し?引き",
    "参考|目標|計画|予算|基準|定員|最[大小高低]|中央|順位|達成率|(?:月|年|総)?平均|(?:[一1]人)?(?:当|あ)たり|今後の予定",
  ].join("|")})[値数額]?$`,
);
/** Words that end in 計 and are no sum. */
const NO_SUM = /(?:会|統|設|時|家|推|余|[温湿速角]度|血圧|圧力|電力|電流|電圧|流量|歩数|体重|体温)計$/;
const HINT =
  /^(?:検算|チェック|確認用?|照合|通[期年]|年間|T|TTL|総括|実績)[値数]?$|全|計|累|延べ|のべ|延(?=[数人件回枚台])|すべて|総|まとめ|一式|以上|通算|積算|集約|あわせ|合わせ|合算|サマリ|トータル|total|sum|^all|[Σ∑]|^[0-9]+(?:\p{L}|か所|ヶ所){1,2}$/iu;
/** 4～6月, 第1四半期, 上期, 令和6年度, 今期分: what happened has another name than its time. */
const PERIOD =
  /^(?:(?:令和|平成|[RH])?(?:[0-9]{1,4}|元)年度?)?(?:第?[0-9]四半期|[0-9]Q|[上下]半?期|[0-9]{1,2}月|[0-9]{1,2}月?[~～〜・-][0-9]{1,2}月|[当今本](?:年度|四半期|期|月))?(?:分|実績)?$/;
/** Offices and things whose names have one of those parts. */
const NO_HINT = /総務|総合|全国|安全|保全|健全|会計|統計|設計|時計|家計|推計|計画|計算|計測|計量|計器/g;

/** What a label says of its row; undefined for one that says nothing of a sum. `headings` are those of its column. */
export function totalWord(text: string, headings: string[] = []): TotalWord | undefined {
  const label = undecorated(text).replace(/(?<=[計数額])[0-9①-⑳A-Z]{1,2}$/i, "");
  if (label === "") return plain(text) === "" ? undefined : "hint";
  if (EXACT.test(label)) return "exact";
  if (BESIDE.test(label)) return "beside";
  const isSum = label.endsWith("計") && !NO_SUM.test(label);
  if (isSum || PHRASE.test(label) || WORD_OR_NAME.test(label) || isAllOfColumn(label, headings))
    return "phrase";
  return PERIOD.test(label) || HINT.test(label.replace(NO_HINT, "")) ? "hint" : undefined;
}

/** "【合　計】", "計（千枚）", "※小計", "＜ＴＯＴＡＬ＞" → 合計, 計, 小計, TOTAL. */
function undecorated(text: string): string {
  const narrow = halfWidth(
    plain(text)
      .normalize("NFKC")
      .replace(/^(?:ゴウケイ|ショウケイ|ケイ|けい)$/, "計"),
  );
  return narrow
    .replace(/(.)[([〔［【][^([〔［【]*[)\]〕］】]$/, "$1")
    .replace(/^[([〔［【《〈＜<「『■□◆◇●○◎・※*＊→▼▲△▽=＝~～ー―-]+/, "")
    .replace(/[)\]〕］】》〉＞>」』※*＊:=＝~～―-]+$/, "");
}

function isAllOfColumn(label: string, headings: string[]): boolean {
  return headings.some(
    (heading) => label === `全${heading}` || label === `全${heading.replace(/[名数]$/, "")}`,
  );
}
