import type {Argv} from "yargs";
import type {Clock} from "../pipelines/build/clock.ts";
import type {Order} from "../pipelines/intake/leave/discard.ts";
import {UserError} from "../schemas/errors.ts";
import {visibleLine} from "../schemas/visible-text.ts";
import {homeHere} from "./home-here.ts";
import {clockOption, clockSaid} from "./options.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "discard [what]",
    "職員番号の入った原本を消し、あったことの記録を残す（何も指定しなければ、消したものの記録を見る）",
    (command: Argv) =>
      command
        .positional("what", {
          type: "string",
          describe: "受付番号、または受付不可のファイルの名前（どちらも status で確かめられます）",
        })
        .options({
          by: {type: "string", describe: "消すことを決めた人の氏名（消すときは必須）"},
          reason: {type: "string", describe: "理由（消すときは必須。記録に残ります）"},
          order: {type: "string", describe: "残す期間の前に消す根拠（法令、求めの日付など。記録に残ります）"},
          force: {type: "boolean", default: false, describe: "もう読み直せなくなることを承知で消す"},
          "clock-is-right": clockOption,
        }),
    async ({what, by, reason, order, force, clockIsRight}) => {
      if (what === undefined) return listDepartures();
      if (by === undefined || reason === undefined)
        throw new UserError(
          "消すには、だれが（--by 氏名）、なぜ（--reason 理由）を書いてください。何も消していません。",
        );
      const clock = {now: new Date(), ...clockSaid(clockIsRight)};
      await discardHere({what, by, reason, basis: order ?? null, isForced: force}, clock);
    },
  );
}

async function discardHere(order: Order, clock: Clock): Promise<void> {
  const {mustBeRightClock} = await import("../pipelines/build/clock.ts");
  const {discard} = await import("../pipelines/intake/leave/discard.ts");
  const {readRetention} = await import("../pipelines/releases/retention.ts");
  const {withLedger} = await import("../pipelines/ledger/with-ledger.ts");
  const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
  const home = homeHere();
  const leaving = {home, now: clock.now, terms: readRetention(home.city).originals};
  const {removed, left, elsewhere} = await workingAlone(home, async () => {
    // By a clock that is years ahead every term is over.
    await withLedger(home, (ledger) => mustBeRightClock(ledger, home, clock));
    return discard(order, leaving);
  });
  for (const {name} of removed)
    terminal.info(`消去  ${visibleLine(name)} を消しました。あったことは台帳に残っています。`);
  for (const place of elsewhere)
    terminal.warn(
      `注意  このファイルから作った直し用のExcelが ${visibleLine(place)} にあります。要らなければ消してください。`,
    );
  for (const path of left)
    terminal.warn(
      `注意  ${visibleLine(path)} をまだ消せません。開いているプログラムを閉じてください。次の run でもう一度消します。`,
    );
  terminal.info("        控え（バックアップ）と、ほかの人が持つ写しは消えません。");
  if (left.length > 0) process.exitCode = 2;
}

async function listDepartures(): Promise<void> {
  const {departuresIn} = await import("../pipelines/ledger/departures.ts");
  const {readingLedger} = await import("../pipelines/ledger/read.ts");
  const {departureLine} = await import("../reports/terminal/departures.ts");
  const departures = await readingLedger(homeHere(), departuresIn);
  if (departures.length === 0) terminal.info("消した原本は、まだありません。");
  for (const departure of departures) terminal.info(departureLine(departure));
}
