import type {Contract} from "./contract.ts";

/** What stands above the table of a template, and says nothing of what a clerk fills in below. */
export const TEMPLATE_ADVICE: Record<Contract["layout"]["kind"], string> = {
  list: "見出しの下に1件1行で入れてください。入れ方と例は次のシートにあります。列の順番は変えて構いません。",
  months_across:
    "左の列を1行に1とおり入れ、その右の各月の下に数を入れてください。入れ方と例は次のシートにあります。月の上の年度が正しいか確かめてください。",
  kinds_across:
    "1行に1件分を入れ、区分ごとの列に数を入れてください。実績のない区分は空欄のままにします。入れ方と例は次のシートにあります。",
};
