import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {CONTENT_PROBES} from "../../pipelines/keep/content-probes.ts";
import {examine} from "../../pipelines/keep/probe.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import type {Diagnosis} from "../../schemas/backup.ts";
import {choice, text} from "../../schemas/fields.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {contractsWith, contractsWithout, ledgerUnder} from "./grown-contracts.ts";

/** The contents' findings; the ledger must be the same afterwards, to the byte. */
async function troublesOf(home: Home): Promise<Omit<Diagnosis, "mend">[]> {
  const before = readFileSync(home.ledger);
  const found = await examine(CONTENT_PROBES, {home, now: new Date("2024-10-09T00:00:00Z")});
  expect(readFileSync(home.ledger).equals(before)).toBe(true);
  return found.filter(({state}) => state !== "ok").map(({probe, state, what}) => ({probe, state, what}));
}

test("doctor on a ledger from before a source, a column and a choice: all is well", async () => {
  const older = contractsWithout("paper").map((contract) => {
    const [changed] = contractsWith("overtime", (shape) => ({
      ...shape,
      cause: choice(["事由"], {通常: "ordinary", 災害対応: "disaster"}),
    })).filter(({source}) => source === contract.source);
    return changed ?? contract;
  });
  const home = await ledgerUnder(older);
  expect(await troublesOf(home)).toEqual([]);
});

test("doctor on a ledger that has a source and a column more than the program reads: all is well", async () => {
  const phone = text(["電話"], {example: "03-0000-0000", optional: true});
  const newer = contractsWith("bureaus", (shape) => ({...shape, phone}));
  const template = contracts.find(({source}) => source === "telework_pc");
  if (!template) throw new Error("no template");
  const home = await ledgerUnder(contracts);
  (await openLedger(home, {contracts: [...newer, {...template, source: "eco_points"}]})).close();
  expect(await troublesOf(home)).toEqual([]);
});

test("doctor on a ledger that the program's contracts cannot be brought together with says which column and why", async () => {
  const causes = {通常: "ordinary", 災害対応: "calamity"};
  const home = await ledgerUnder(
    contractsWith("overtime", (shape) => ({...shape, cause: choice(["事由"], causes)})),
  );
  expect(await troublesOf(home)).toEqual([
    {probe: "台帳", state: "fault", what: expect.stringContaining("（「calamity」1行）")},
  ]);
  await expect(openLedger(home)).rejects.toThrow("calamity");
});
