import fc from "fast-check";
import {expect, test} from "vitest";
import {quietFiles, type Sightings, watchInbox} from "../../pipelines/service/inbox-watch.ts";

const SETTLE_SECONDS = 20;

test("whatever a copy does, a file is given out only after it stood still for the whole time", () => {
  const look = fc.record({
    gap: fc.integer({min: 1, max: 40}),
    /** undefined: the file is not there. */
    size: fc.option(fc.integer({min: 0, max: 3}), {nil: undefined}),
  });
  fc.assert(
    fc.property(fc.array(look, {maxLength: 30}), (looks) => {
      let sightings: Sightings = new Map();
      let now = 0;
      const seen: {at: number; stamp: string | undefined}[] = [];
      for (const {gap, size} of looks) {
        now += gap * 1000;
        const stamp = size === undefined ? undefined : `${size} bytes`;
        seen.push({at: now, stamp});
        sightings = watchInbox(sightings, new Map(stamp === undefined ? [] : [["a.csv", stamp]]), now);
        const given = quietFiles(sightings, now, SETTLE_SECONDS).length === 1;
        const lastChange = seen.findLastIndex((one) => one.stamp !== stamp) + 1;
        const stoodFor = now - (seen[lastChange]?.at ?? now);
        expect(given).toBe(stamp !== undefined && stoodFor >= SETTLE_SECONDS * 1000);
      }
    }),
  );
});

test("a clock that is set back makes a file wait anew instead of for ever", () => {
  const stamps = new Map([["a.csv", "1"]]);
  const before = watchInbox(new Map(), stamps, 1_000_000);
  const setBack = watchInbox(before, stamps, 500_000);
  expect(quietFiles(setBack, 500_000, SETTLE_SECONDS)).toEqual([]);
  expect(quietFiles(watchInbox(setBack, stamps, 520_000), 520_000, SETTLE_SECONDS)).toHaveLength(1);
});
