import {expect, test} from "vitest";
import type {Packet} from "../../reports/packet/read-packet.ts";
import {effectSlide} from "../../reports/packet/shared-services-effect.ts";

function notesOf(years: number[]): string[] {
  const rows = years.flatMap((fiscal_year) =>
    ["saved_hours", "spent_hours", "saved_cost", "running_cost"].map((measure) => ({
      fiscal_year,
      task_name: "旅費認定",
      measure,
      method: "yearly_report",
      unit: measure.endsWith("hours") ? "hour" : "thousand_yen",
      amount: 100_000,
    })),
  );
  const packet = {fiscalYear: 2021, rows: {"marts.fct_shared_services": rows}} as unknown as Packet;
  const blocks = effectSlide(packet, {chapter: "章", notes: []}).columns.flat();
  return blocks.flatMap((block) => (block.kind === "table" ? block.table.notes : []));
}

const MISSING = "※令和2年度の実績は届いていないため、合計に含まない。";

test("the sums of all years say which year has not come", () => {
  expect(notesOf([2019, 2021]).filter((note) => note === MISSING)).toHaveLength(2);
  expect(notesOf([2019, 2020, 2021]).join("")).not.toContain("届いていない");
});
