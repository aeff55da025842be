import {chmodSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {apartByAcknowledged, doctorNotes} from "../../pipelines/keep/doctor-notes.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import type {Diagnosis} from "../../schemas/backup.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const WARNING = {state: "warning", mend: "直す"} as const;

test("what doctor warns of is let be in exactly these words, and nothing that is broken ever is", async () => {
  const root = temporaryFolder();
  const home = sampleHome(join(root, "home"));
  (await openLedger(home)).close();
  const key = join(root, "key");
  writeFileSync(key, "0".repeat(64));
  writeFileSync(join(home.root, "settings.yaml"), `encryption: {key_file: "${key}"}\n`);
  chmodSync(key, 0o644);
  const rights = (text: string) => text.split("\n").filter((line) => line.includes("権限"));

  expect(rights(kaikaku(home.root, ["doctor"]).stdout)).toEqual([
    expect.stringContaining("注意  権限: 暗号の鍵"),
    "        このままでよければ: npx kaikaku acknowledge 権限 --reason 理由",
  ]);
  expect(kaikaku(home.root, ["acknowledge", "権限", "--reason", "一人で使う機械"]).status).toBe(0);
  const later = kaikaku(home.root, ["doctor"]).stdout;
  expect(rights(later)).toEqual([]);
  expect(later).toMatch(/承知済み {2}1件/);

  const warned = JSON.parse(kaikaku(home.root, ["doctor", "--json"]).stdout) as Diagnosis[];
  const [same] = warned.filter(({probe}) => probe === "権限");
  if (!same) throw new Error("doctor --json does not tell of it");
  const others: Diagnosis[] = [
    {probe: "時計", ...WARNING, what: "遅れ"},
    {...same, state: "fault"},
  ];
  expect(await apartByAcknowledged(home, [same, ...others])).toEqual({open: others, acknowledged: [same]});
  const more = {...same, what: "ほかの鍵"};
  expect((await apartByAcknowledged(home, [same, more])).open).toEqual([same, more]);
  expect(doctorNotes([same, more])).toHaveLength(1);

  rmSync(home.ledger);
  expect((await apartByAcknowledged(home, [same])).open).toEqual([same]);
});
