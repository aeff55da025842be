import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {requiredPaths} from "../../pipelines/catalog/required-path.ts";

const OVERTIME = {
  base: {value: 484, fiscal_year: 2020},
  pace_from: undefined,
  milestones: [],
  target: {value: 0, fiscal_year: 2025},
  target_revisions: [],
};
const decision = {decided_by: "総務企画局", reason: "見直し"};

describe("the required line", () => {
  test("runs from the base to a target of zero", () => {
    expect(requiredPaths(OVERTIME)).toEqual([
      {
        validFrom: "1900-01-01",
        validTo: null,
        points: [
          {atYear: 2020, value: 484},
          {atYear: 2025, value: 0},
        ],
      },
    ]);
  });

  test("does not exist without a base, unless another start is given", () => {
    const base = {value: null, fiscal_year: 2020};
    expect(requiredPaths({...OVERTIME, base})).toEqual([]);
    const [line] = requiredPaths({...OVERTIME, base, pace_from: {value: 19.5, fiscal_year: 2021}});
    expect(line?.points[0]).toEqual({atYear: 2021, value: 19.5});
  });

  test("bends on the day of a decision, from where it was, and keeps what lies before", () => {
    const target_revisions = [{...decision, decided_on: "2023-03-31", value: 100, fiscal_year: 2027}];
    const [before, after] = requiredPaths({...OVERTIME, target_revisions});
    expect(before).toMatchObject({validFrom: "1900-01-01", validTo: "2023-03-30"});
    expect(after?.validFrom).toBe("2023-03-31");
    expect(after?.points[0]).toEqual({atYear: 2020, value: 484});
    expect(after?.points[1]?.atYear).toBe(2022);
    expect(after?.points[1]?.value).toBeCloseTo(484 * (3 / 5), 9);
    expect(after?.points[2]).toEqual({atYear: 2027, value: 100});
  });

  test("a decision before the first year of the line leaves its start", () => {
    const target_revisions = [{...decision, decided_on: "2019-10-01", value: 50, fiscal_year: 2025}];
    const [, after] = requiredPaths({...OVERTIME, target_revisions});
    expect(after?.points.at(-1)).toEqual({atYear: 2025, value: 50});
    expect(after?.points.every(({value}) => Number.isFinite(value))).toBe(true);
  });

  test("goes through every milestone, whatever their values", () => {
    const level = fc.double({min: -1e6, max: 1e6, noNaN: true});
    fc.assert(
      fc.property(level, level, level, (base, middle, target) => {
        const [line] = requiredPaths({
          ...OVERTIME,
          base: {value: base, fiscal_year: 2020},
          milestones: [{value: middle, fiscal_year: 2023}],
          target: {value: target, fiscal_year: 2025},
        });
        expect(line?.points.map(({value}) => value)).toEqual([base, middle, target]);
      }),
    );
  });
});
