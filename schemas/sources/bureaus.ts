import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, choice, day, integer, LIKE_FIRST, ROW_NUMBER, text} from "../fields.ts";

/** Where a city has no list of authorities (city.yaml), its bureaus are under the head, or under another. */
export const HEADS_GROUP = "市長事務部局";
export const OTHER_GROUP = "その他任命";

const bureauCode = {example: "1010", code: "数字4桁"};

/** 局区一覧: every bureau and ward office with its validity. A renamed one keeps its row and names its successor. */
export const bureaus: Contract = {
  source: "bureaus",
  title: "局区一覧",
  layout: {kind: "list"},
  grain: ["bureau_code"],
  period: "whole",
  rules: [{kind: "not_before", column: "valid_to", other: "valid_from"}],
  row: z.strictObject({
    bureau_code: text(["局区コード"], bureauCode),
    bureau_name: text(["局区名"], {
      example: "総務部",
      absent: absent(LIKE_FIRST, "局区をコードだけで示します。コードのない団体では、それが名前です"),
    }),
    appointing_authority_group: choice(["任命区分"], {
      [HEADS_GROUP]: HEADS_GROUP,
      [OTHER_GROUP]: OTHER_GROUP,
    }),
    valid_from: day(["適用開始日"], {absent: absent("1900-01-01", "局区ができた日は分かりません")}),
    valid_to: day(["適用終了日"], {
      optional: true,
      absent: absent("", "なくなった局区も、今もあるものとします"),
    }),
    successor_code: text(["後継局区コード"], {
      ...bureauCode,
      optional: true,
      absent: absent("", "改編の前の値を、今の局区に引き継げません"),
    }),
    other_names: text(["別名"], {example: "児童部", optional: true, absent: absent("")}),
    display_order: integer(["表示順"], {example: "1", min: 1, max: 9_999, absent: absent(ROW_NUMBER)}),
  }),
};
