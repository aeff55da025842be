import {expect, test} from "vitest";
import {attackedMonths, monthsSeenWithoutProtection} from "./attacked-months.ts";
import {publishedMonths} from "./published-months.ts";
import {randomMonths} from "./random-months.ts";

/** Each gave away a small bureau once: a merger, a bureau that grew over what the city asks for, and one told in another's place. */
const GIVEN_AWAY_ONCE = [1, 4, 8];
/** A bureau that was told counts one of several of whom everybody knew that they have nobody. */
const KNOWN_ANYWAY = [50];

test.each([...GIVEN_AWAY_ONCE, ...KNOWN_ANYWAY])(
  "four years of months of city %i give no small bureau away",
  async (seed) => {
    const told = await publishedMonths(randomMonths(seed));
    expect(told.flat().some(({told_bureaus}) => told_bureaus.length > 0)).toBe(true);
    expect(await attackedMonths(told, [5, 9, 13, 16])).toEqual([]);
  },
);

test("whoever is hidden by the latest roster alone is found in the months of before", async () => {
  const [first, second] = [await monthsSeenWithoutProtection(5), await monthsSeenWithoutProtection(9)];
  expect(first.planted + second.planted).toBeGreaterThan(20);
  expect([first.seen, second.seen]).toEqual([first.planted, second.planted]);
});
