import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, day, text} from "../fields.ts";

/** テレワーク用PC台帳: every device with its deployment and, where it was sent in, one spell of repair. Replaces the former list. */
export const teleworkDevices: Contract = {
  source: "telework_devices",
  title: "テレワーク用PC台帳",
  layout: {kind: "list", sideBySide: true},
  grain: ["device_id"],
  period: "whole",
  references: [{column: "bureau_code", to: "bureau_code"}],
  rules: [
    {kind: "not_before", column: "returned_on", other: "deployed_on"},
    {kind: "not_before", column: "repair_from", other: "deployed_on"},
    {kind: "not_before", column: "repair_to", other: "repair_from"},
    {kind: "not_after", column: "repair_from", other: "returned_on"},
  ],
  row: z.strictObject({
    device_id: text(["機器番号"], {example: "TW0001", code: "「TW」数字4桁"}),
    bureau_code: text(["局区コード"], {example: "1010", code: "数字4桁"}),
    deployed_on: day(["配備日"]),
    returned_on: day(["返却日"], {optional: true, absent: absent("", "返した機器も、配ったままとします")}),
    repair_from: day(["修理開始日"], {optional: true, absent: absent("", "修理の間も使えるものとします")}),
    repair_to: day(["修理終了日"], {optional: true, absent: absent("")}),
  }),
};
