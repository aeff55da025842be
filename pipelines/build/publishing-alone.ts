import {existsSync} from "node:fs";
import type {Home} from "../installation/home.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {readingAnyLedger} from "../ledger/read.ts";
import {type Clock, mustBeRightClock} from "./clock.ts";
import {tellingCurrent} from "./telling-current.ts";

/** Runs work that publishes what is built already, alone, at a time that can be right. */
export async function publishingAlone<Result>(
  home: Home,
  clock: Clock,
  work: () => Promise<Result>,
): Promise<Result> {
  return workingAlone(home, () =>
    tellingCurrent(home, async () => {
      if (existsSync(home.ledger))
        await readingAnyLedger(home, (ledger) => mustBeRightClock(ledger, home, clock));
      return work();
    }),
  );
}
