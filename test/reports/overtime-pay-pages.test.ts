import {describe, expect, test} from "vitest";
import {paySlides} from "../../reports/packet/overtime-pay.ts";
import type {Packet} from "../../reports/packet/read-packet.ts";

type Pay = Packet["rows"]["marts.fct_overtime_pay"][number];

/** Million yen of the total in each year, and what was computed of them. */
function pay(
  baseYear: number | null,
  years: [year: number, paid: number, change: number | null, sum: number | null][],
): Pay[] {
  return years.map(([fiscal_year, paid_million_yen, change_million_yen, cumulative_change_million_yen]) => ({
    fiscal_year,
    account_group: "total",
    basis: "settled",
    paid_million_yen,
    change_million_yen,
    cumulative_change_million_yen,
    base_fiscal_year: baseYear,
  }));
}

/** Everything that the pages say: title lines, captions, headings, cells and notes. */
function saidBy(rows: Pay[], fiscalYear: number, day?: string): string[] {
  const years = [2018, 2019, 2020, 2021, 2022].filter((year) => year <= fiscalYear);
  const packet = {fiscalYear, day, years, rows: {"marts.fct_overtime_pay": rows}} as unknown as Packet;
  return paySlides(packet, "章").flatMap(({lead, columns}) => [
    lead,
    ...columns.flat().flatMap((block) => {
      if (block.kind !== "table") return [];
      const {caption, head, rows, notes} = block.table;
      const texts = [...head, ...rows.map(({cells}) => cells)].map((cells) =>
        cells.map(({text}) => text).join(" "),
      );
      return [caption, ...texts, ...notes];
    }),
  ]);
}

// city/parameters.csv: overtime_pay_base_fiscal_year is the city's to say.
describe("pages of overtime pay", () => {
  const FROM_2019 = pay(2019, [
    [2018, 480, -20, null],
    [2019, 500, 0, 0],
    [2020, 470, -30, -30],
    [2021, 510, 10, -20],
  ]);

  test("compare with the city's base year", () => {
    const said = saidBy(FROM_2019, 2021);
    expect(said).toEqual(
      expect.arrayContaining([
        "令和3年度の支給額は5億1千万円で、令和元年度より1千万円多い",
        "令和元年度との比較による削減額",
        "区分 H30とR1の比較 R2とR1の比較 R3とR1の比較",
        "令和元年度と比べて、これまでに累計2千万円減った",
        "時間外手当支給額と令和元年度からの増減（百万円）",
        "年度 普通会計 公営事業会計 合計 対R1 累計 算定",
        "※▲は減。累計は、令和2年度からの合計の増減を順に足したもの。",
      ]),
    );
    expect(said.join("")).not.toMatch(/平成28|H28|平成29/);
  });

  test.each([
    ["2022-05-26", true],
    ["2022-05-31", true],
    ["2022-06-01", false],
    [undefined, false],
  ])("of a packet of %s say of accounts settled since that the day did not know them: %s", (day, isLater) => {
    const note = `※令和3年度は、この資料の日（${day === undefined ? "" : `R4.${Number(day.slice(5, 7))}.${Number(day.slice(8))}`}）より後に決まった決算の額。`;
    expect(saidBy(FROM_2019, 2021, day).some((text) => text.startsWith(note))).toBe(isLater);
    expect(saidBy(FROM_2019, 2021, day).join("")).not.toContain("※令和2年度は、この資料の日");
  });

  test("compare nothing in the base year", () => {
    expect(saidBy(FROM_2019.slice(0, 2), 2019)).toContain("令和元年度の支給額は5億円");
  });

  test("compare nothing where no pay of the base year has come", () => {
    const said = saidBy(pay(2016, [[2021, 510, null, null]]), 2021);
    expect(said).toContain("令和3年度の支給額は5億1千万円");
  });

  test("of a release that does not name its base year compare with the first", () => {
    const said = saidBy(
      pay(null, [
        [2019, 500, 0, 0],
        [2021, 500, 0, null],
      ]),
      2021,
    );
    expect(said).toContain("令和3年度の支給額は5億円で、令和元年度と同じ");
  });
});
