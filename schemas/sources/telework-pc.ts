import {z} from "zod";
import type {Contract} from "../contract.ts";
import {day, text} from "../fields.ts";

/** テレワーク用PC利用実績: one row per device and day on which it was used. */
export const teleworkPc: Contract = {
  source: "telework_pc",
  title: "テレワーク用PC利用実績",
  layout: {kind: "list"},
  grain: ["device_id", "used_on"],
  period: {column: "used_on", by: "month"},
  none: {names: ["テレワーク用PC利用", "テレワーク利用"]},
  row: z.strictObject({
    used_on: day(["利用日"]),
    device_id: text(["機器番号"], {example: "TW0001", code: "「TW」数字4桁"}),
  }),
};
