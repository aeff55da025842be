import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {requiredPaths} from "../../pipelines/catalog/required-path.ts";

type Aim = ReturnType<typeof atMost>;

const OVERTIME = {
  base: {value: 484, fiscal_year: 2020},
  pace_from: undefined,
  milestones: [],
  target: {...atMost(0, 2025), has_road: true},
  target_revisions: [],
};

function atMost(high: number, fiscal_year: number) {
  return {low: null, high, fiscal_year};
}

describe("the required line", () => {
  test("runs from the base to a target of zero", () => {
    expect(requiredPaths(OVERTIME)).toEqual([
      {
        validFrom: "1900-01-01",
        validTo: null,
        target: OVERTIME.target,
        points: [
          {atYear: 2020, value: 484},
          {atYear: 2025, value: 0},
        ],
      },
    ]);
  });

  test("does not exist without a base, unless another start is given", () => {
    const base = {value: null, fiscal_year: 2020};
    expect(requiredPaths({...OVERTIME, base})).toMatchObject([{points: [], target: {high: 0}}]);
    const [line] = requiredPaths({...OVERTIME, base, pace_from: {value: 19.5, fiscal_year: 2021}});
    expect(line?.points[0]).toEqual({atYear: 2021, value: 19.5});
  });

  test("bends on the day of a decision, from where it was, and keeps what lies before", () => {
    const target_revisions = [{decided_on: "2023-03-31", ...atMost(100, 2027)}];
    const [before, after] = requiredPaths<Aim>({...OVERTIME, target_revisions});
    expect(before).toMatchObject({validFrom: "1900-01-01", validTo: "2023-03-30"});
    expect(after?.validFrom).toBe("2023-03-31");
    expect(after?.points[0]).toEqual({atYear: 2020, value: 484});
    expect(after?.points[1]?.atYear).toBe(2022);
    expect(after?.points[1]?.value).toBeCloseTo(484 * (3 / 5), 9);
    expect(after?.points[2]).toEqual({atYear: 2027, value: 100});
  });

  test("a decision before the first year of the line leaves its start", () => {
    const target_revisions = [{decided_on: "2019-10-01", ...atMost(50, 2025)}];
    const [, after] = requiredPaths<Aim>({...OVERTIME, target_revisions});
    expect(after?.points.at(-1)).toEqual({atYear: 2025, value: 50});
    expect(after?.points.every(({value}) => Number.isFinite(value))).toBe(true);
  });

  test("leads into a range by its nearest edge, and stays where it is inside", () => {
    const into = (base: number) =>
      requiredPaths({
        ...OVERTIME,
        base: {value: base, fiscal_year: 2020},
        target: {low: 48, high: 52, fiscal_year: 2025, has_road: true},
      })[0]?.points.at(-1)?.value;
    expect([30, 48, 50, 52, 70].map(into)).toEqual([48, 48, 50, 52, 52]);
  });

  test("ends on the day that the plan names", () => {
    const [line] = requiredPaths({...OVERTIME, target: {...OVERTIME.target, by: "2025-09-30"}});
    expect(line?.points.at(-1)?.atYear).toBeCloseTo(2024.5, 2);
  });

  test("goes through every milestone, whatever their values", () => {
    const level = fc.double({min: -1e6, max: 1e6, noNaN: true});
    fc.assert(
      fc.property(level, level, level, (base, middle, target) => {
        const [line] = requiredPaths({
          ...OVERTIME,
          base: {value: base, fiscal_year: 2020},
          milestones: [atMost(middle, 2023)],
          target: {...atMost(target, 2025), has_road: true},
        });
        expect(line?.points.map(({value}) => value)).toEqual([base, middle, target]);
      }),
    );
  });
});
