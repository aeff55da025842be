import {expect, test} from "vitest";
import type {Packet} from "../../reports/packet/read-packet.ts";
import {effectSlide} from "../../reports/packet/shared-services-effect.ts";
import type {Slide} from "../../reports/packet/slide.ts";

function slideOf(years: number[]): Slide {
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
  return effectSlide(packet, {chapter: "章", notes: []});
}

function notesOf(years: number[]): string[] {
  return slideOf(years)
    .columns.flat()
    .flatMap((block) => (block.kind === "table" ? block.table.notes : []));
}

const MISSING = "※令和2年度の実績は届いていないため、合計に含まない。";

test("the sums of all years say which year has not come", () => {
  expect(notesOf([2019, 2021]).filter((note) => note === MISSING)).toHaveLength(2);
  expect(notesOf([2019, 2020, 2021]).join("")).not.toContain("届いていない");
});

test.each([
  [[2018, 2019, 2020, 2021], "平成30～令和3年度の効果額は"],
  [[2019, 2020, 2021], "令和元～3年度の効果額は"],
  [[2016, 2018], "平成28～30年度の効果額は"],
  [[2021], "令和3年度の効果額は"],
])("the sums of %s say from which year on they are", (years, lead) => {
  expect(slideOf(years).lead).toContain(lead);
});
