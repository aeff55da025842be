import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import type {SpokenNote} from "../schemas/check-notes.ts";
import {homeHere} from "./home-here.ts";
import {byOption, reasonOption} from "./options.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "acknowledge <note>",
    "点検や doctor の注意を承知済みにする（中身が変わるまで出なくなり、理由を残す）",
    (command: Argv) =>
      command
        .positional("note", {
          type: "string",
          demandOption: true,
          describe: "注意の名前（run、status、doctor が、注意の下に示します）",
        })
        .options({by: byOption, reason: reasonOption}),
    acknowledgeNote,
  );
}

async function acknowledgeNote({note, by, reason}: {note: string; by: string | undefined; reason: string}) {
  const {acknowledge} = await import("../pipelines/build/acknowledge.ts");
  const home = homeHere();
  const {message, row_count} = await acknowledge(home, {
    ...{note, reason, by: by ?? null, besides: await fromDoctor(home, note)},
    now: new Date(),
    log: terminal,
  });
  terminal.info(`承知済み  ${message}（${row_count.toLocaleString("ja-JP")}件）`);
  terminal.info(
    "          この中身が変わるまで、注意に出しません。これまでのものは npx kaikaku status --acknowledged で見られます。",
  );
}

/** Checks have names of the program, what doctor looks at has Japanese ones. */
async function fromDoctor(home: Home, note: string): Promise<SpokenNote[]> {
  if (/^[a-z_.]+$/.test(note)) return [];
  const {diagnose} = await import("./diagnose.ts");
  const {doctorNotes} = await import("../pipelines/keep/doctor-notes.ts");
  return doctorNotes(await diagnose(home));
}
