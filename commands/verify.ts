import type {Argv} from "yargs";
import {readNamedFile} from "../pipelines/installation/plain-file.ts";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {printText} from "./terminal.ts";

/** A committee packet has some megabytes. */
const LARGEST_BYTES = 200_000_000;

export function addTo(cli: Argv): Argv {
  return cli.command(
    "verify <file>",
    "印刷したPDFを読み直し、公開版の数値と照合する（終了コード 0:合格 1:不合格）",
    (command: Argv) =>
      command.positional("file", {type: "string", demandOption: true, describe: "kaikaku が印刷したPDF"}),
    ({file}) => verify(file),
  );
}

async function verify(file: string): Promise<void> {
  const {readMarkedPdf, verifyAgainst} = await import("../reports/proof/verify-printed.ts");
  const marked = await readMarkedPdf(readNamedFile(file, LARGEST_BYTES), file);
  const {isRight, text} = await withRelease(homeHere(), marked.mark.releaseId, (marts) =>
    verifyAgainst(marts, marked),
  );
  printText(text);
  if (!isRight) process.exitCode = 1;
}
