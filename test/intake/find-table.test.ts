import {expect, test} from "vitest";
import {findTable} from "../../pipelines/intake/read/find-table.ts";
import type {Grid} from "../../pipelines/intake/read/grid.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";

const [ROWS, COLUMNS] = [30, 200];

test("a sheet without a table is found to be none by looking at its cells a few times, however many contracts there are", () => {
  let looks = 0;
  const counted = (cells: string[]) =>
    new Proxy(cells, {
      get: (target, key) => {
        if (typeof key === "string" && /^[0-9]+$/.test(key)) looks += 1;
        return Reflect.get(target, key);
      },
    });
  const row = Array.from({length: COLUMNS}, (_, column) => `項目${column}（千円）`);
  const grid: Grid = {
    ...{name: "団体1", isHidden: false, isDamaged: false, lineNumbers: (index: number) => index + 1},
    rows: Array.from({length: ROWS}, () => counted(row)),
    ...{repeated: new Set(), hiddenRows: new Set(), hiddenColumns: new Set(), stale: [], remarks: []},
    shown: new Map(),
  };
  expect(findTable(grid, contracts)).toBeUndefined();
  expect(looks / (ROWS * COLUMNS)).toBeLessThan(30);
});
