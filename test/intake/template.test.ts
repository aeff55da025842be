import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {read, utils, write} from "@e965/xlsx";
import {expect, test} from "vitest";
import {openHome} from "../../pipelines/installation/home.ts";
import {contractNamed, templateWorkbook} from "../../pipelines/intake/clerk/template.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {contracts} from "../../schemas/sources.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** The first of the examples a contract gives for each column that the sheet has. */
function exampleRow(contract: Contract, headings: string[]): (string | number)[] {
  const examples = new Map(
    fieldsOf(contract).map(({meta}) => [
      meta.headings[0] ?? "",
      meta.kind === "choice" ? meta.example : (meta.example.split("、")[0] ?? ""),
    ]),
  );
  return headings.map((heading) => examples.get(heading) ?? 100);
}

test("every source's template, filled in with its own examples, loads", async () => {
  const folder = temporaryFolder();
  const home = openHome(join(folder, "home"));
  const ledger = await openLedger(home);
  try {
    for (const contract of contracts) {
      const book = read(await templateWorkbook(contract, 2022));
      const sheet = book.Sheets[contract.title] ?? {};
      const cells = utils.sheet_to_json<string[]>(sheet, {header: 1, defval: "", blankrows: true});
      const headings = cells[2] ?? [];
      const isAcross = contract.layout.kind === "months_across";
      const row = exampleRow(
        contract,
        isAcross ? headings.map((heading, column) => (column < 3 ? heading : "")) : headings,
      );
      utils.sheet_add_aoa(sheet, [row], {origin: {r: isAcross ? 4 : 3, c: 0}});
      const path = join(folder, `${contract.source}.xlsx`);
      writeFileSync(path, write(book, {type: "buffer", bookType: "xlsx"}));
      const outcome = await ingestFile(ledger, path, {home, now: new Date("2024-10-08T00:00:00Z")});
      const isReady =
        outcome.kind === "accepted" ||
        (outcome.kind === "held" && outcome.holds.every(({kind}) => kind === "unknown_references"));
      expect([contract.source, isReady, outcome]).toEqual([contract.source, true, outcome]);
      if (outcome.kind === "accepted")
        expect(outcome.batch).toMatchObject({source: contract.source, acceptedCount: isAcross ? 12 : 1});
    }
  } finally {
    ledger.close();
  }
});

test("an empty template is refused with the reason, and an unknown source is answered with the list", async () => {
  const folder = temporaryFolder();
  const home = openHome(join(folder, "home"));
  const ledger = await openLedger(home);
  try {
    const path = join(folder, "様式.xlsx");
    writeFileSync(path, await templateWorkbook(contractNamed("職員名簿"), 2022));
    const outcome = await ingestFile(ledger, path, {home, now: new Date("2024-10-08T00:00:00Z")});
    expect(outcome).toMatchObject({kind: "refused", why: expect.stringContaining("データの行がありません")});
  } finally {
    ledger.close();
  }
  expect(() => contractNamed("overtme")).toThrow(/近いもの: overtime/);
});
