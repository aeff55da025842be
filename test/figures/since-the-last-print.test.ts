import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {findRelease} from "../../pipelines/releases/history.ts";
import {notePrinted} from "../../pipelines/releases/printed-note.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {codesByStatus, releaseRows} from "./four-releases.ts";
import {overtime, roster, runRelease, send, smallCity} from "./small-city.ts";

const folder = mkdtempSync(join(tmpdir(), "kaikaku-printed-"));
const home = smallCity(join(folder, "home"));
const MORE_WOMEN = {1010: {women: 9, men: 3}, 1020: {women: 1, men: 1}, 2040: {women: 5, men: 3}};

/** Printed on 2 June, not on the 3rd, again on the 4th; on the 5th May is what it was on the 2nd. The packet went out on the 3rd. */
beforeAll(async () => {
  await runRelease(home, "2025-06-02T00:00:00Z");
  notePrinted(home, findRelease(home, "2025-06-02").releaseId, "scorecard_R6Q4");
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "300:00")].join("\n")});
  await runRelease(home, "2025-06-03T00:00:00Z");
  notePrinted(home, findRelease(home, "2025-06-03").releaseId, "bureau_scorecards_R6Q4");
  notePrinted(home, findRelease(home, "2025-06-03").releaseId, "packet_R6");
  send(home, {"名簿_2025訂正.csv": roster("2025-04-01", MORE_WOMEN)});
  await runRelease(home, "2025-06-04T00:00:00Z");
  notePrinted(home, findRelease(home, "2025-06-04").releaseId, "scorecard");
  send(home, {"時間外_5月再訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "30:00")].join("\n")});
  await runRelease(home, "2025-06-05T00:00:00Z");
}, 240_000);

afterAll(() => rmSync(folder, {recursive: true, force: true}));

const REVISIONS = `select kpi_id, previous_value, value, previous_released_on, cause from marts.fct_revisions
  where period_kind = 'year' and scope_id = 'programme' and bureau_code is null order by kpi_id`;

test("a figure counts as revised until the scorecard is printed again, whatever releases lie between", async () => {
  const [chiefs, people] = await releaseRows(home, "2025-06-04", REVISIONS);
  expect(people).toMatchObject({kpi_id: "overtime_over_480h", previous_released_on: "2025-06-02"});
  expect(people?.cause).toContain("時間外_5月訂正.csv");
  expect(chiefs).toMatchObject({
    kpi_id: "female_section_chief_ratio",
    previous_released_on: "2025-06-02",
  });
  expect(chiefs?.cause).toContain("名簿_2025訂正.csv");
  expect(await codesByStatus(home, "2025-06-04", "revised")).toContain("F-overtime_over_480h-R6");
});

test("after the print only what changed since then is revised, against what was printed", async () => {
  const [before] = await releaseRows(
    home,
    "2025-06-04",
    REVISIONS.replace("order by", "and kpi_id like 'over%' order by"),
  );
  const rows = await releaseRows(home, "2025-06-05", REVISIONS);
  expect(rows).toMatchObject([{kpi_id: "overtime_over_480h", previous_released_on: "2025-06-04"}]);
  expect([rows[0]?.previous_value, rows[0]?.value]).toEqual([before?.value, before?.previous_value]);
});

test("the packet has a memory of its own: what went out on the 3rd is known, what came since is not", async () => {
  const ofPacket = REVISIONS.replace("fct_revisions", "fct_packet_revisions");
  const rows = await releaseRows(home, "2025-06-03", ofPacket);
  expect(rows).toMatchObject([{kpi_id: "overtime_over_480h", previous_released_on: "2025-06-02"}]);
  const [chiefs, ...others] = await releaseRows(home, "2025-06-04", ofPacket);
  expect([chiefs, others]).toMatchObject([
    {kpi_id: "female_section_chief_ratio", previous_released_on: "2025-06-03"},
    [],
  ]);
  const last = await releaseRows(home, "2025-06-05", ofPacket);
  expect(last.map(({kpi_id}) => kpi_id)).toEqual(["female_section_chief_ratio", "overtime_over_480h"]);
});

test("so has every other number, for each kind of document", async () => {
  const means = `select document_kind, previous_value > value as is_less, previous_released_on, cause
    from marts.fct_series_revisions where figure_code = 'T-overtime_means-R6-all' order by document_kind`;
  const [packet, scorecard] = await releaseRows(home, "2025-06-05", means);
  expect(packet).toMatchObject({document_kind: "packet", is_less: true, previous_released_on: "2025-06-03"});
  expect(scorecard).toMatchObject({is_less: true, previous_released_on: "2025-06-04"});
  expect(packet?.cause).toContain("時間外_5月再訂正.csv");
  // The scorecard was last printed on the 2nd when the 4th was made, and the packet on the 3rd.
  expect(await releaseRows(home, "2025-06-04", means)).toMatchObject([
    {document_kind: "scorecard", is_less: false, previous_released_on: "2025-06-02"},
  ]);
});
