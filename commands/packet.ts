import {dirname, join, resolve} from "node:path";
import type {Argv} from "yargs";
import {mustBeFreeForFile} from "../pipelines/installation/exit.ts";
import {sweepHalfWritten} from "../pipelines/installation/half-written.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {makeFolders} from "../pipelines/installation/make-folders.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {documentFileName} from "../schemas/plain-name.ts";
import {asOfDay, asOfOption} from "./as-of.ts";
import {homeHere} from "./home-here.ts";
import {withPrintedRelease} from "./open-release.ts";
import {forceOption, programmeOption, releaseOption} from "./options.ts";
import {mustBeNamedAs} from "./out-name.ts";
import {terminal} from "./terminal.ts";

const OPTIONS = {
  fy: {type: "string", demandOption: true, describe: "年度（例: 令和3年度、R3、2021）"},
  programme: {...programmeOption, describe: `${programmeOption.describe}。省くと最初の計画`},
  out: {type: "string", describe: "書き出すPDFのファイル（.pdf。省くと output フォルダ）"},
  force: forceOption,
  release: releaseOption,
  "as-of": {...asOfOption, describe: `${asOfOption.describe}。省くと、資料の日（presented_on）の速報・確定`},
} as const;

export function addTo(cli: Argv): Argv {
  return cli.command("packet", "委員会資料（PDF）を印刷する", OPTIONS, packet);
}

async function packet(options: {
  fy: string;
  programme: string | undefined;
  out: string | undefined;
  force: boolean;
  release: string | undefined;
  asOf: string | undefined;
}): Promise<void> {
  const {fy, programme, out} = options;
  mustBeNamedAs("PDF", out);
  const home = homeHere();
  const mustBeFree = (file: string) => {
    if (out !== undefined) mustBeFreeForFile(file, {home, force: options.force});
  };
  if (out !== undefined) mustBeFree(out);
  const {parseYear} = await import("../schemas/typed-period.ts");
  // A link does not make another place of it than the one that was judged.
  const place = out === undefined ? undefined : resolve(out);
  const asOf = await asOfDay(home, options);
  const file = await printPacketOf(home, {
    ...{fiscalYear: parseYear(fy), programme, out: place, mustBeFree},
    ...asOf,
  });
  terminal.info(`PDF  ${out ?? file}`);
}

interface WantedPacket {
  fiscalYear: number;
  /** As a person calls it; the first when left out. */
  programme?: string | undefined;
  /** The output folder, under the name of year and release, when left out. */
  out?: string | undefined;
  release: string | undefined;
  /** The day by which values are 速報 or 確定; that on which it is presented when left out. */
  day?: string | undefined;
  /** Called with the place before the paper is kept; may throw. */
  mustBeFree?: (file: string) => void;
}

/** Prints a year's packet and returns the file; retention keeps its release from then on. */
export async function printPacketOf(home: Home, wanted: WantedPacket): Promise<string> {
  const {fiscalYear, programme: typed, out, release, day, mustBeFree = () => {}} = wanted;
  const {programmeMeant} = await import("./programme-meant.ts");
  const {programmePart} = await import("../reports/values/read-programmes.ts");
  const {fiscalYearCode} = await import("../schemas/fiscal-time.ts");
  const {printingAt} = await import("./printing-at.ts");
  const {dayPart} = await import("../reports/scorecard/file-name.ts");
  const {printPacket} = await import("../reports/packet/print-packet.ts");
  const source = {releaseId: release, document: `packet_${fiscalYearCode(fiscalYear)}`};
  return withPrintedRelease(home, source, async (marts) => {
    const {release_id} = await marts
      .selectFrom("marts.release_info")
      .select("release_id")
      .executeTakeFirstOrThrow();
    const programme = typed === undefined ? undefined : await programmeMeant(marts, typed);
    const part = programme ? programmePart(programme) : "";
    const parts = ["packet", part, fiscalYearCode(fiscalYear), release_id, ...dayPart(day)];
    const outFile = out ?? join(home.output, documentFileName(parts, "pdf"));
    const options = {
      marts,
      fiscalYear,
      programme,
      day,
      outFile,
      mustBeFree,
      printing: printingAt(home),
      log: terminal,
    };
    await writingTo(outFile, () => {
      makeFolders(dirname(outFile));
      sweepHalfWritten(dirname(outFile));
      return printPacket(options);
    });
    return outFile;
  });
}
