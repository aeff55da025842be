import type {DictionaryLayer} from "../../schemas/dictionary.ts";

export const LAYER_NAMES: Record<DictionaryLayer, string> = {
  raw: "提出ファイル",
  catalog: "規則の表",
  disclosure: "秘匿の判定",
  staging: "整形",
  restricted: "整形（制限付き）",
  intermediate: "中間",
  metrics: "指標",
  marts: "公開",
  documents: "帳票",
};

/** What each layer is for; the heading of its chapter says it. */
export const LAYER_NOTES: Record<Exclude<DictionaryLayer, "documents">, string> = {
  raw: "受け付けたファイルの行。台帳にあり、公開版には入りません。",
  catalog: "city のファイルと暦から読む、規則・重み・定義の表です。",
  disclosure:
    "局区の人数をどこまで示すかを、全局区・全期間・これまでの公開版を合わせて決めた結果です。公開版には入りません。",
  staging: "列の名前と型をそろえるだけの表です。",
  restricted: "障害と健康に関する行を扱う表です。ここから先へは人数だけが進みます。",
  intermediate: "結び付け、1行の単位を変える表です。",
  metrics: "指標の値を計算する表です。",
  marts: "公開版に入り、SQLで読める表です。",
};
