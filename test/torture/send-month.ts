import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "../../pipelines/installation/home.ts";
import type {Random} from "../../sample/random.ts";
import {MONTHS, overtime} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {type Sent, sha256} from "./expect-whole.ts";

interface Post {
  home: Home;
  random: Random;
  sent: Sent;
}

/** A month of overtime that was not sent before. */
export function sendMonth({random, home, sent}: Post): void {
  const hours = `${random.between(0, 99)}:${String(random.below(60)).padStart(2, "0")}`;
  const text = `${[HEADINGS.overtime, ...overtime(random.pick(MONTHS), hours)].join("\n")}\n`;
  const name = `時間外_${sent.size + 1}.csv`;
  if (sent.has(sha256(text))) return;
  sent.set(sha256(text), name);
  writeFileSync(join(home.inbox, name), text);
}
