import {expect, test} from "vitest";
import {attacked, seenWithoutProtection} from "./attacked-city.ts";
import {publishedBy} from "./published-city.ts";
import {randomCity} from "./random-city.ts";

/** Each was given away once: a merger, a lone correction to few, a step at the settlement, nobody in a bureau, a group after a merger. */
const GIVEN_AWAY_ONCE = [32, 36, 42, 55, 57, 130, 217];

test.each(GIVEN_AWAY_ONCE)("four years of quarterly releases of city %i give nobody away", async (seed) => {
  const city = randomCity(seed);
  const {undone, exact} = await attacked(city, await publishedBy(city), [5, 6, 9, 13, 16]);
  expect({undone, exact}).toEqual({undone: [], exact: []});
});

test("what is withheld each by itself is found", async () => {
  let [planted, found] = [0, 0];
  for (const seed of [100, 104, 112, 118]) {
    const one = await seenWithoutProtection(seed);
    planted += one.planted;
    found += one.seen;
  }
  expect(planted).toBeGreaterThan(20);
  expect(found).toBeGreaterThanOrEqual(0.9 * planted);
});
