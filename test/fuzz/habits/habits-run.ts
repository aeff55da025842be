import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {createRandom, type Random} from "../../../sample/random.ts";
import type {FuzzOptions, FuzzReport} from "../fuzz-run.ts";
import {type Draft, type Fact, records} from "./draft.ts";
import {goodDraft} from "./good-drafts.ts";
import {HABITS} from "./habits.ts";
import {type Read, readWritten} from "./read-written.ts";
import {writeDraft} from "./write-draft.ts";

/**
 * Writes good tables with the habits of offices around their numbers, and reads them. What is accepted is what was meant,
 * and all of it; whatever else is held or refused.
 */
export async function fuzzHabits({folder, seed, runs, onFile}: FuzzOptions): Promise<FuzzReport> {
  const report: FuzzReport = {outcomes: {}, faults: []};
  const count = (what: string) => {
    report.outcomes[what] = (report.outcomes[what] ?? 0) + 1;
  };
  for (let run = 0; run < runs; run += 1) {
    const random = createRandom(`habits ${seed} ${run}`);
    const {draft, habits} = habitualDraft(random);
    const {writer, name, bytes} = await writeDraft(draft, random);
    const place = join(folder, String(run));
    mkdirSync(place, {recursive: true});
    const bureaus = new Set(records(draft).map(({facts}) => facts[0]?.bureau_name));
    const read = await readWritten({folder: place, name, bytes, bureaus});
    for (const what of ["all", `by ${writer}`, ...habits]) count(`${what}: ${read.kind}`);
    const title = `seed ${seed}, run ${run}, ${writer}, ${habits.join(" + ") || "plain"}`;
    report.faults.push(
      ...faultsOf(draft, read).map((what) => ({name: title, path: join(place, name), what})),
    );
    onFile?.(run + 1);
  }
  return report;
}

/** A good table with up to three habits. */
export function habitualDraft(random: Random): {draft: Draft; habits: string[]} {
  const draft = goodDraft(random);
  const habits: string[] = [];
  const groups = new Set<string>();
  const wanted = random.pick([0, 1, 1, 1, 2, 3]);
  for (const {name, group, apply} of random.shuffled(HABITS)) {
    if (habits.length >= wanted) break;
    if (groups.has(group) || !apply(draft, random)) continue;
    habits.push(name);
    groups.add(group);
  }
  return {draft, habits: habits.length > 0 ? habits : ["plain"]};
}

function faultsOf(draft: Draft, read: Read): string[] {
  if (read.kind !== "accepted") return /[ぁ-ん]/.test(read.why) ? [] : [`no Japanese sentence: ${read.why}`];
  if (draft.isUnclear) return [`accepted although nobody can know what it means (${read.told})`];
  const meant = draft.body.flatMap(({facts}) => facts).map(factKey(draft));
  const accepted = read.rows.map(factKey(draft));
  const [wrong] = without(accepted, meant);
  const [missing] = without(meant, accepted);
  const isUntold = draft.mustTell.length > 0 && !draft.mustTell.some((word) => read.told.includes(word));
  return [
    ...(wrong === undefined ? [] : [`accepted, but not meant: ${wrong}`]),
    ...(missing === undefined ? [] : [`meant, but dropped unsaid: ${missing}`]),
    ...(isUntold ? [`accepted without a word of ${draft.mustTell.join("・")}`] : []),
  ];
}

function factKey({contract}: Draft): (fact: Fact) => string {
  return (fact) => JSON.stringify(Object.keys(contract.row.shape).map((name) => fact[name]));
}

/** What stands oftener in the one list than in the other. */
function without(list: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return list.filter((each) => {
    const times = left.get(each) ?? 0;
    left.set(each, times - 1);
    return times <= 0;
  });
}
