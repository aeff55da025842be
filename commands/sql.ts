import {readFileSync, writeFileSync} from "node:fs";
import type {Argv} from "yargs";
import {writingTo} from "../pipelines/writing-to.ts";
import {homeHere} from "./here.ts";
import {releaseOption} from "./options.ts";

const FORMATS = ["table", "csv", "json"] as const;

export function addTo(cli: Argv): Argv {
  return cli.command(
    "sql [sql]",
    "公開版にSELECT文で問い合わせる（省くと標準入力から読む）",
    (command: Argv) =>
      command.positional("sql", {type: "string", describe: "SELECT文を1つ"}).options({
        format: {choices: FORMATS, default: "table" as const, describe: "出力の形"},
        out: {type: "string", describe: "書き出すファイル"},
        release: releaseOption,
      }),
    sql,
  );
}

async function sql(options: {
  sql: string | undefined;
  format: (typeof FORMATS)[number];
  out: string | undefined;
  release: string | undefined;
}): Promise<void> {
  const {openRelease} = await import("../pipelines/release.ts");
  const {query} = await import("../pipelines/query.ts");
  const {formatResult} = await import("../reports/query-result.ts");
  const text = options.sql ?? readFileSync(0, "utf8");
  const release = await openRelease(homeHere(), options.release);
  const result = formatResult(await query(release, text), options.format);
  const {out} = options;
  if (out) await writingTo(out, () => writeFileSync(out, result));
  else process.stdout.write(result);
}
