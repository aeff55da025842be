import {join} from "node:path";
import type {Argv} from "yargs";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {homeHere} from "./home-here.ts";
import {releaseOption} from "./options.ts";
import {mustNameFolder} from "./out-name.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "export",
    "公開版の関係を、すべてParquetファイルにする（Python、R、Power BI などで読む）",
    (command: Argv) =>
      command.options({
        release: releaseOption,
        out: {
          type: "string",
          describe: "書き出すフォルダー（省くと output の中。前の書出しだけを置き換える）",
        },
      }),
    exportFiles,
  );
}

async function exportFiles({
  release,
  out,
}: {
  release: string | undefined;
  out: string | undefined;
}): Promise<void> {
  mustNameFolder(out, ".parquet");
  const {exportRelease} = await import("../pipelines/releases/export.ts");
  const home = homeHere();
  const {folder, manifest} = await writingTo(out ?? home.output, () =>
    exportRelease(home, {
      releaseId: release,
      folder: (releaseId) => out ?? join(home.output, `release_${releaseId}`),
    }),
  );
  terminal.info(`公開版 ${manifest.releaseId} の${manifest.files.length}の関係を書きました: ${folder}`);
}
