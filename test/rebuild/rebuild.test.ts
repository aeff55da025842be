import {expect, test} from "vitest";
import {temporaryFolder} from "../temporary-folder.ts";
import {type Rebuilt, rebuildOften} from "./rebuild-often.ts";

test("whatever changes, going on from the last build gives what is built from nothing", async () => {
  const found: Rebuilt[] = [];
  for await (const one of rebuildOften(temporaryFolder(), {seed: 1, changes: 5})) found.push(one);
  expect(found.filter(({differing}) => differing.length > 0)).toEqual([]);
  const [first, ...later] = found;
  expect(first?.anew).toBeGreaterThan(100);
  // Nobody gains where nothing was taken over.
  expect(later.some(({anew, relations}) => anew < relations / 4)).toBe(true);
});
