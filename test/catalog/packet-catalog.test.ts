import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {describe, expect, test} from "vitest";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {packetTables} from "../../pipelines/catalog/packet-catalog.ts";
import {initiativeCatalog} from "../../schemas/initiatives.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

describe("the words of the packet", () => {
  const tables = packetTables(SAMPLE_CITY, readKpiCatalog(SAMPLE_CITY));
  const rowsOf = (table: string) => tables[table]?.rows ?? [];

  test("every repetition of the register points to a measure with words of its own", () => {
    const measures = rowsOf("initiatives").filter(({part_no}) => part_no === 0);
    const own = new Set(
      measures.filter(({repeats_id}) => repeats_id === null).map(({initiative_id}) => initiative_id),
    );
    const repeated = measures.filter(({repeats_id}) => repeats_id !== null);
    expect(repeated.length).toBeGreaterThan(0);
    expect(own.size + repeated.length).toBe(measures.length);
    for (const {repeats_id} of repeated) expect(own).toContain(repeats_id);
  });

  test("every published count that a chapter prints has been published", () => {
    const counts = parse(readFileSync(join(SAMPLE_CITY, "published/observed-counts.csv"), "utf8"), {
      columns: true,
      bom: true,
    }) as {series_id: string; note: string}[];
    const published = new Set(counts.map(({series_id}) => series_id));
    for (const {series} of rowsOf("packet_references")) expect(published).toContain(series);
    const remarks = counts.filter(({note}) => note.includes("印刷")).map(({note}) => note);
    expect(remarks, "the note is printed; what the source's print looks like belongs to slip").toEqual([]);
  });

  test("every task on the list of related tasks has a name or a sheet", () => {
    const sheets = new Set(rowsOf("task_sheets").map(({task_no}) => task_no));
    for (const {task_no, task_name} of rowsOf("related_tasks"))
      expect([task_no, task_name !== null]).toEqual([task_no, !sheets.has(task_no)]);
  });
});

describe("a register", () => {
  const measure = {title: "水曜日の定時退庁の実施", plan: "続ける。", result: "続けた。"};
  const registerOf = (measures: object[]) => ({
    registers: [{fiscal_year: 2021, directions: [{name: "環境", sections: [{name: "是正", measures}]}]}],
  });

  test("refuses a repetition of nothing, and one of another repetition", () => {
    const ofNothing = initiativeCatalog.safeParse(registerOf([measure, {repeats: "1-1-9"}]));
    expect(ofNothing.error?.issues[0]?.message).toContain("1-1-9");
    const ofAnother = initiativeCatalog.safeParse(
      registerOf([measure, {repeats: "1-1-1"}, {repeats: "1-1-2"}]),
    );
    expect(ofAnother.error?.issues[0]?.message).toContain("1-1-3");
    expect(initiativeCatalog.safeParse(registerOf([measure, {repeats: "1-1-1"}])).success).toBe(true);
  });
});
