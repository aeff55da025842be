import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {byOption, reasonOption} from "./options.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "acknowledge <note>",
    "点検の注意を承知済みにする（中身が変わるまで出なくなり、理由を残す）",
    (command: Argv) =>
      command
        .positional("note", {
          type: "string",
          demandOption: true,
          describe: "注意の名前（run と status が、注意の下に示します）",
        })
        .options({by: byOption, reason: reasonOption}),
    acknowledgeNote,
  );
}

async function acknowledgeNote({note, by, reason}: {note: string; by: string | undefined; reason: string}) {
  const {acknowledge} = await import("../pipelines/build/acknowledge.ts");
  const {message, row_count} = await acknowledge(homeHere(), {
    ...{note, reason, by: by ?? null},
    now: new Date(),
    log: terminal,
  });
  terminal.info(`承知済み  ${message}（${row_count.toLocaleString("ja-JP")}件）`);
  terminal.info(
    "          この中身が変わるまで、注意に出しません。これまでのものは npx kaikaku status --acknowledged で見られます。",
  );
}
