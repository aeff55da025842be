import {join} from "node:path";
import type {Argv} from "yargs";
import {fillFolder, mustBeFreeForFile, mustBeFreeForFolder} from "../pipelines/installation/exit.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import type {Scorecard} from "../reports/scorecard/read-scorecard.ts";
import type {DocumentTable} from "../reports/values/document-table.ts";
import type {CsvPlace} from "../reports/workbook/write-tables.ts";
import {allInBodyWords} from "../schemas/body-words.ts";
import {documentFileName} from "../schemas/plain-name.ts";
import {asOfDay, asOfOption} from "./as-of.ts";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {forceOption, periodOption, programmeOption, releaseOption} from "./options.ts";
import {outFile} from "./out-file.ts";
import {mustBeNamedAs, mustNameFolder} from "./out-name.ts";
import {terminal} from "./terminal.ts";

const OPTIONS = {
  period: periodOption,
  programme: {...programmeOption, describe: `${programmeOption.describe}。省くと最初の計画`},
  out: {type: "string", describe: "書き出すファイル（.xlsx）"},
  force: forceOption,
  csv: {type: "string", describe: "Excelの代わりに、表ごとのCSVをこのフォルダーに書く"},
  fy: {
    type: "string",
    conflicts: "period",
    implies: "csv",
    describe: "年度（例: 令和3年度、R3）。--csv とともに、委員会資料の表を書く",
  },
  encoding: {
    choices: ["utf8", "cp932"] as const,
    default: "utf8" as const,
    describe: "CSVの文字コード",
  },
  release: releaseOption,
  "as-of": asOfOption,
} as const;

export function addTo(cli: Argv): Argv {
  return cli.command(
    "workbook",
    "四半期のスコアボードと全部の表をExcelかCSVに書き出す",
    OPTIONS,
    async ({period, programme, out, force, csv, fy, encoding, ...wanted}) => {
      mustBeNamedAs("Excel", out, "CSVにするには --csv フォルダー を使います。");
      mustNameFolder(csv, ".csv");
      const home = homeHere();
      if (out !== undefined) mustBeFreeForFile(out, {home, force});
      if (csv !== undefined) mustBeFreeForFolder(csv, home);
      const asOf = await asOfDay(home, wanted);
      if (fy !== undefined && csv !== undefined) {
        const {tables, origin} = await tablesOfPacket({fy, programme, ...asOf});
        await writeCsv(tables, {folder: csv, encoding, origin});
        return;
      }
      const scorecard = await scorecardOf({period, programme, ...asOf});
      if (csv === undefined) await writeWorkbook(scorecard, {out, force});
      else await writeCsvOf(scorecard, {folder: csv, encoding});
    },
  );
}

async function scorecardOf({
  period,
  programme,
  release,
  day,
}: Record<"period" | "programme" | "release" | "day", string | undefined>): Promise<Scorecard> {
  const {programmeMeant} = await import("./programme-meant.ts");
  const {quarterWanted} = await import("../reports/values/read-scores.ts");
  const {readScorecard} = await import("../reports/scorecard/read-scorecard.ts");
  return withRelease(homeHere(), release, async (marts) =>
    readScorecard(marts, await quarterWanted(marts, {period, day}), {
      ...(programme !== undefined && {programme: await programmeMeant(marts, programme)}),
      day,
    }),
  );
}

async function writeWorkbook(
  scorecard: Scorecard,
  place: {out: string | undefined; force: boolean},
): Promise<void> {
  const {scorecardWorkbook} = await import("../reports/workbook/scorecard-workbook.ts");
  const {quarterCode} = await import("../schemas/fiscal-time.ts");
  const {programmePart} = await import("../reports/values/read-programmes.ts");
  const {dayPart} = await import("../reports/scorecard/file-name.ts");
  const {quarter, release, programme, day} = scorecard;
  const home = homeHere();
  const parts = [
    "tables",
    programmePart(programme),
    quarterCode(quarter),
    release.release_id,
    ...dayPart(day),
  ];
  const usual = join(home.output, documentFileName(parts, "xlsx"));
  const file = outFile(home, {...place, usual});
  await file.write(await scorecardWorkbook(scorecard));
  terminal.info(`Excel  ${file.path}`);
}

async function writeCsvOf(scorecard: Scorecard, place: Omit<CsvPlace, "origin">): Promise<void> {
  const {workbookTables} = await import("../reports/workbook/scorecard-workbook.ts");
  const {releaseOrigin} = await import("../reports/workbook/release-origin.ts");
  await writeCsv(workbookTables(scorecard), {...place, origin: releaseOrigin(scorecard.release)});
}

/** The tables of the committee packet of a year, and where they come from. */
async function tablesOfPacket({
  fy,
  programme,
  release,
  day,
}: {fy: string} & Record<"programme" | "release" | "day", string | undefined>): Promise<{
  tables: DocumentTable[];
  origin: string;
}> {
  const {parseYear} = await import("../schemas/typed-period.ts");
  const {programmeMeant} = await import("./programme-meant.ts");
  const {readPacket} = await import("../reports/packet/read-packet.ts");
  const {packetDocument, packetTables} = await import("../reports/packet/packet-document.ts");
  const packet = await withRelease(homeHere(), release, async (marts) =>
    readPacket(marts, parseYear(fy), {
      ...(programme !== undefined && {programme: await programmeMeant(marts, programme)}),
      day,
    }),
  );
  const {releaseOrigin} = await import("../reports/workbook/release-origin.ts");
  const [info] = packet.rows["marts.release_info"];
  if (!info) throw new Error("a release without release_info");
  return {
    tables: allInBodyWords(packetTables(packetDocument(packet)), packet.body.words),
    origin: releaseOrigin(info),
  };
}

async function writeCsv(tables: DocumentTable[], place: CsvPlace): Promise<void> {
  const {writeCsvFiles} = await import("../reports/workbook/write-tables.ts");
  const {fileCount, lost} = await writingTo(place.folder, () =>
    fillFolder(place.folder, async (folder) => writeCsvFiles(tables, {...place, folder})),
  );
  terminal.info(`CSV  ${fileCount}ファイルを ${place.folder} に書きました。`);
  if (lost.length > 0)
    terminal.warn(
      `注意  CP932にない文字を〓にしました: ${lost.join("、")}（--encoding utf8 ならそのまま書けます）`,
    );
}
