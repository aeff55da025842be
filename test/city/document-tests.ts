import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {auditPaper, readToldOnPaper, type ToldOnPaper} from "../../pipelines/audit/paper-tables.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {releaseFile} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {readPdf} from "../../reports/verify/read-pdf.ts";
import {kaikaku} from "../run-cli.ts";

/** The scorecard, the workbook and the CSV files of the sample city, read back and held against the release. */
export function documentTests(city: () => string): void {
  describe("documents of the release", () => {
    let folder: string;
    let scorecard: string;

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "kaikaku-documents-"));
      const output = join(city(), "output");
      const [printed = ""] = readdirSync(output).filter((name) => name.startsWith("scorecard_R6Q2"));
      scorecard = join(folder, "scorecard.pdf");
      cpSync(join(output, printed), scorecard);
      kaikaku(city(), ["workbook", "--period", "R6Q2", "--out", join(folder, "workbook.xlsx")]);
      kaikaku(city(), ["workbook", "--period", "R6Q2", "--csv", join(folder, "csv")]);
    }, 120_000);
    afterAll(() => rmSync(folder, {recursive: true, force: true}));

    test("say nothing of a bureau that the release does not tell, in PDF, Excel and CSV", () => {
      const {status, stdout} = kaikaku(city(), ["audit-disclosure", "--documents", folder, "--json"]);
      const {documents} = JSON.parse(stdout);
      expect([status, documents.leaks, documents.unread]).toEqual([0, [], 0]);
      expect(documents.figures).toBeGreaterThan(2000);
      expect(documents.withheld).toBeGreaterThan(500);
    });

    test("are refused where somebody wrote a number over an x", () => {
      const file = join(folder, "csv", "male-parental-leave-rate-all-bureaus.csv");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(/^(財政局,.*),x\r$/m, "$1,25.0\r"));
      const {status, stdout} = kaikaku(city(), ["audit-disclosure", "--documents", folder]);
      writeFileSync(file, text);
      expect(status).toBe(2);
      expect(stdout).toContain(
        "✗ csv/male-parental-leave-rate-all-bureaus.csv: 財政局のR5に、公開版が示していない数値があります",
      );
      expect(stdout).toContain("資料を出さないでください（1か所）");
    });

    test("are refused where somebody wrote a group's half or its people over an x", () => {
      const file = join(folder, "csv", "male-parental-leave-rate-groups.csv");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(/^(消防局 上半期),x,x,/m, "$1,33.3,4,"));
      const {status, stdout} = kaikaku(city(), ["audit-disclosure", "--documents", folder]);
      writeFileSync(file, text);
      expect(status).toBe(2);
      for (const heading of ["R2", "R2の分子"])
        expect(stdout).toContain(
          `✗ csv/male-parental-leave-rate-groups.csv: 消防局上半期の${heading}に、公開版が示していない数値があります`,
        );
    });

    test("of one bureau say what the release tells of it, and are refused page by page where they say what it withholds", async () => {
      const cards = join(folder, "cards");
      kaikaku(city(), ["scorecard", "--period", "R6Q2", "--bureau", "健康福祉局", "--out", cards]);
      const [card = ""] = readdirSync(cards);
      const {pages} = await readPdf(readFileSync(join(cards, card)));
      rmSync(cards, {recursive: true});
      const tables = pages.map(({text, rows}, index) => ({place: String(index + 1), around: text, rows}));
      const told = await toldIn(city());
      const held = auditPaper(tables, told);
      expect([held.leaks, held.unread]).toEqual([[], 0]);
      // Six indicators by year and five to date, with what is their change, and six charts.
      expect(held.tables).toBeGreaterThanOrEqual(17);
      const without = (kpi: string, of: (row: ToldOnPaper) => boolean) =>
        auditPaper(
          tables,
          told.map((row) =>
            row.kpi_id === kpi && row.bureau_name === "健康福祉局" && of(row) ? {...row, value: null} : row,
          ),
        ).leaks.map(({place, heading}) => `${place} ${heading}`);
      const isYear = ({fiscal_year, period_kind}: ToldOnPaper) =>
        fiscal_year === 2023 && period_kind === "year";
      expect(without("annual_leave_days", isYear)).toEqual([
        ...["R5", "前年差"].map((heading) => `1 年次休暇取得日数の${heading}`),
        "2 年次休暇取得日数のR5",
      ]);
      expect(
        without(
          "annual_leave_days",
          ({period_kind, period_end}) => period_kind === "quarter" && period_end === "2024-09-30",
        ),
      ).toEqual(["R6.9まで", "前年差"].map((heading) => `1 年次休暇取得日数の${heading}`));
      expect(without("male_parental_leave_rate", isYear)).toEqual([
        ...["R5", "前年差"].map((heading) => `1 男性の育児休業取得率の${heading}`),
        "2 男性の育児休業取得率のR5",
        "3 R5",
      ]);
    }, 60_000);

    test("say of each table of groups and several years how many cells the release withholds", async () => {
      const {pages} = await readPdf(readFileSync(scorecard));
      const page = pages.find(({text}) => text.includes("を合わせた値"));
      const release = await openWritable(":memory:");
      const home = openHome(city());
      await release.attach(releaseFile(home, currentRelease(home)?.releaseId ?? ""), "published");
      const counts = await release.rows(
        `select count(*)::integer as rows, count(*) filter (where observation_status = 'withheld')::integer as withheld
         from published.marts.fct_kpi_sums where kpi_id = 'male_parental_leave_rate' and fiscal_year between 2020 and 2023
         group by group_code is null order by rows desc`,
      );
      release.close();
      expect(counts).toHaveLength(2);
      for (const {rows, withheld} of counts) expect(page?.text).toContain(`（${rows}のうち${withheld}）`);
    });

    test("are found out page by page where they say what a release withholds", async () => {
      const told = await toldIn(city());
      const isOfLeave = ({kpi_id, fiscal_year, period_kind}: ToldOnPaper) =>
        kpi_id === "male_parental_leave_rate" &&
        fiscal_year === 2023 &&
        ["year", "quarter"].includes(period_kind);
      const withheld = told.map((row) => (isOfLeave(row) ? {...row, value: null} : row));
      const {pages} = await readPdf(readFileSync(scorecard));
      const tables = pages.map(({text, rows}, index) => ({place: String(index + 1), around: text, rows}));
      expect(auditPaper(tables, told).leaks).toEqual([]);
      const {leaks} = auditPaper(tables, withheld);
      // The indicator's page, and that of its groups and several years.
      expect(new Set(leaks.map(({place}) => place)).size).toBe(2);
      expect(leaks).toContainEqual(
        expect.objectContaining({bureau: "環境局", heading: "R5", is_withheld: true}),
      );
    });

    test("are found out where they say a group's half, or several years of a bureau, that a release withholds", async () => {
      const told = await toldIn(city());
      const isSum = ({period_kind}: ToldOnPaper) => period_kind === "half" || period_kind === "programme";
      const withheld = told.map((row) =>
        isSum(row) ? {...row, value: null, numerator: null, denominator: null} : row,
      );
      const {pages} = await readPdf(readFileSync(scorecard));
      const tables = pages.map(({text, rows}, index) => ({place: String(index + 1), around: text, rows}));
      const {leaks} = auditPaper(tables, withheld);
      const found = leaks.map(({bureau, heading}) => `${bureau} ${heading}`);
      expect(found).toContain("市長事務部局上半期 R4");
      expect(found).toContain("市長事務部局下半期 R4の分母");
      expect(found).toContain("環境局 R2~R5");
      expect(found).toContain("環境局 R2~R5の分子");
    });

    test("that are not there, or are none, are named", () => {
      const empty = join(folder, "empty");
      expect(kaikaku(city(), ["audit-disclosure", "--documents", empty])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("がありません"),
      });
      const broken = mkdtempSync(join(tmpdir(), "kaikaku-broken-"));
      writeFileSync(join(broken, "a.pdf"), "no pdf");
      const {status, stderr} = kaikaku(city(), ["audit-disclosure", "--documents", broken]);
      rmSync(broken, {recursive: true});
      expect([status, stderr]).toEqual([1, expect.stringContaining("「a.pdf」は資料として読めません")]);
    });
  });
}

async function toldIn(root: string): Promise<ToldOnPaper[]> {
  const home = openHome(root);
  const warehouse = await openWritable(":memory:");
  await warehouse.attach(releaseFile(home, currentRelease(home)?.releaseId ?? ""), "published");
  const told = await readToldOnPaper(warehouse);
  warehouse.close();
  return told;
}
