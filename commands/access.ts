import type {Argv} from "yargs";
import {UserError} from "../schemas/errors.ts";
import {statedText} from "../schemas/stated-text.ts";
import {homeHere} from "./home-here.ts";
import {byOption, jsonOption} from "./options.ts";
import {printJsonItems, printText, terminal} from "./terminal.ts";

/** More lines than anybody reads on a screen. */
const MOST_SHOWN = 10_000;

interface AccessOptions {
  last: number;
  json: boolean;
  head: boolean;
  against: string | undefined;
  forget: string | undefined;
  renew: boolean;
  by: string | undefined;
  reason: string | undefined;
}

export function addTo(cli: Argv): Argv {
  return cli.command(
    "access",
    "だれが何を読んだかの記録を見る、確かめる（終了コード 0:異常なし 1:元のままでない）",
    {
      last: {type: "number", default: 20, describe: "新しいほうから何行を出すか"},
      json: jsonOption,
      head: {
        type: "boolean",
        default: false,
        describe: "記録の終わりを1行で出す（ほかの利用者が取っておく）",
      },
      against: {
        type: "string",
        describe: "取っておいた終わり、控えの backup.json か公開版の manifest と比べる",
      },
      forget: {
        type: "string",
        describe: "法による求めで、その利用者名か職員番号の行を読めなくする（戻せない）",
      },
      renew: {type: "boolean", default: false, describe: "元のままでない記録を別の名前で残し、新しく始める"},
      by: byOption,
      reason: {type: "string", describe: "理由（--forget と --renew で必須）"},
    },
    (options) => access(options),
  );
}

async function access(options: AccessOptions): Promise<void> {
  if (options.head) return printHead();
  if (options.against !== undefined) return compare(options.against);
  if (options.forget !== undefined) return forgetPerson(options.forget, options);
  if (options.renew) return renew(options);
  await list(options);
}

async function printHead(): Promise<void> {
  const {headOf} = await import("../pipelines/access/head.ts");
  printText(`${JSON.stringify(headOf(homeHere()))}\n`);
}

async function compare(file: string): Promise<void> {
  const {whyNotReadable} = await import("../pipelines/installation/plain-file.ts");
  const {anchorsOf, headsIn, joined} = await import("../pipelines/keep/access-anchors.ts");
  const {examineLog} = await import("../pipelines/access/examine.ts");
  const {changesFaultTexts} = await import("../pipelines/access/examine-changes.ts");
  const {logFaultText} = await import("../pipelines/access/fault-text.ts");
  const home = homeHere();
  const why = whyNotReadable(file);
  if (why !== undefined) throw new UserError(`「${file}」を読めません。${why}`);
  const kept = headsIn(file, `${file} `);
  if (isEmpty(kept)) throw new UserError(`「${file}」には、記録の終わりの控えがありません。`);
  const {faults: ofLog, lineCount} = examineLog(home, joined(kept, anchorsOf(home)));
  const faults = [...ofLog.map(logFaultText), ...changesFaultTexts(home)];
  for (const fault of faults) terminal.info(`故障  ${fault}`);
  if (faults.length === 0)
    terminal.info(`良好  ${lineCount.toLocaleString("ja-JP")}行。取っておいた終わりとも合います。`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function isEmpty(heads: Iterable<object>): boolean {
  for (const _ of heads) return false;
  return true;
}

/** By whom and why something is done that cannot be undone. */
function orderedBy({by, reason}: Pick<AccessOptions, "by" | "reason">): {by: string | null; reason: string} {
  return {
    by: by === undefined ? null : statedText(by, "--by には氏名を書いてください。"),
    reason: statedText(reason ?? "", "--reason に理由を書いてください。記録に残ります。"),
  };
}

async function forgetPerson(name: string, options: AccessOptions): Promise<void> {
  const {forget} = await import("../pipelines/access/forget.ts");
  const count = forget(homeHere(), name, {...orderedBy(options), now: new Date()});
  terminal.info(
    `消去  「${name}」の鍵${count}件を消しました。その人の行は、この記録では二度と読めません（行の数とつながりは変わりません）。`,
  );
  terminal.info(
    "      鍵を入れた控え（backup --with-key）があれば、そこにも鍵があります。控えも処分してください。",
  );
}

async function renew(options: AccessOptions): Promise<void> {
  const {renewLog} = await import("../pipelines/access/renew.ts");
  const {anchorsOf} = await import("../pipelines/keep/access-anchors.ts");
  const home = homeHere();
  const found = renewLog(home, {...orderedBy(options), anchors: anchorsOf(home), now: new Date()});
  for (const text of found) terminal.warn(`前の記録  ${text}`);
  terminal.info(
    `記録  新しい記録を始めました。前の記録は ${home.root} に access-log.before-… の名前で残ります。`,
  );
}

async function list({last, json}: AccessOptions): Promise<void> {
  const {recordAccess} = await import("../pipelines/access/record.ts");
  const {readLog} = await import("../pipelines/access/read-log.ts");
  const {readLinesText} = await import("../reports/terminal/read-lines.ts");
  const home = homeHere();
  recordAccess(home, {event: "read", command: "access", options: {last}, staffNumber: null}, new Date());
  if (!(last >= 1)) throw new UserError("--last は1以上の数にしてください。");
  if (!json && last > MOST_SHOWN)
    throw new UserError(
      `画面に出せるのは${MOST_SHOWN.toLocaleString("ja-JP")}行までです。もっと出すには --json を付けてください。`,
    );
  if (json) await printJsonItems(readLog(home, last));
  else printText(readLinesText([...readLog(home, last)]));
}
