import {halfWidth} from "../../../schemas/read-value.ts";

const WHEN = "(今|当)?(月|期|回|年度|四半期)(分)?(は|の|に)?";
const WHAT =
  "(該当|対象|実績|取得|届出|申請|報告|利用|変更)?(する|した)?(者|職員|事項|事案|案件|事由|データ|もの)?(は|が|の)?(特に)?";
const NOT =
  "(なし|無し|無|ない|ありません|ありませんでした|いません|いませんでした|おりません|ございません|ございませんでした|ゼロ|0件|0人|0名)";
const NONE = new RegExp(`^(${WHEN})?${WHAT}${NOT}(です|でした)?$`);
const THERE =
  "(該当|対象|実績|取得|届け?出|申請|利用|変更)(する|した)?(者|職員|事項|事案|案件|事由|データ|もの)?(は|が|も)?(特に)?";
const SENTENCE = new RegExp(`${THERE}${NOT}(です|でした)?$`);

/** 「該当なし」「今期は該当者ありません。」「実績無し」「0件」: a cell that says that there is nothing. */
export function isNoneWord(cell: string): boolean {
  const text = halfWidth(cell).replace(/[\s\u3000、。．.・※（）()「」【】［］[\]]/g, "");
  return text.length <= MOST_LETTERS && NONE.test(text);
}

const MOST_LETTERS = 24;

/** 「令和6年度第3四半期の育児休業等の届出はありませんでした。」: alone in a file it says so of what it names. */
export function isNoneSentence(cell: string): boolean {
  const text = halfWidth(cell).replace(/[\s\u3000、。，．.・]/g, "");
  return text.length <= MOST_OF_SENTENCE && SENTENCE.test(text) && !/[1-9][0-9]*(件|人|名)/.test(text);
}

const MOST_OF_SENTENCE = 60;
