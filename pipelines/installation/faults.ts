import {UserError} from "../../schemas/errors.ts";
import {engineFault} from "./engine-fault.ts";
import {type FaultKind, kindOfCode} from "./fault-kind.ts";
import {systemCode} from "./system-code.ts";

export interface Fault {
  kind: FaultKind;
  /** What the engine or the system said, shortened to a line. */
  said: string;
}

/** What the machine did, behind an error of the engine or the operating system, at any depth of causes. */
export function faultIn(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UserError) return faultIn(error.cause);
  const kind = kindOfCode(systemCode(error)) ?? engineFault(error.message);
  return kind ? {kind, said: firstLine(error.message)} : faultIn(error.cause);
}

/**
 * An error that the machine caused and a person can mend, in words; any other comes back as it is. Nothing that was
 * published or loaded before is touched by either. `about` names the file, where it is known, as an office calls it.
 */
export function inWords(cause: unknown, about?: string): unknown {
  if (cause instanceof UserError) return cause;
  const fault = faultIn(cause);
  return fault ? new UserError(wordsFor(fault, about), {cause}) : cause;
}

/** A message that a person can read, of any error. */
export function messageOf(error: unknown): string {
  const said = inWords(error);
  return said instanceof Error ? said.message : String(said);
}

const SEE_DOCTOR = "npx kaikaku doctor で確かめられます";

function wordsFor({kind, said}: Fault, about: string | undefined): string {
  switch (kind) {
    case "locked":
      return `${about ?? `データのファイル（${said}）`}を別の処理が使っています。終わるのを待ってから、もう一度実行してください。`;
    case "damaged":
      return `${about ?? "データのファイル"}が壊れているか、途中で切れています（${said}）。待っても直りません。どれをどう直すかを npx kaikaku doctor で確かめ、控えから戻してください（npx kaikaku restore）。`;
    case "full":
      return `ディスクの空きが足りなくなったため、途中でやめました。公開版と取り込んだファイルは失われていません。空きを作ってから、もう一度実行してください（${SEE_DOCTOR}）。`;
    case "forbidden":
      return `読み書きする権限がないため、途中でやめました（${said}）。フォルダーの権限を直してから、もう一度実行してください（${SEE_DOCTOR}）。`;
    case "missing":
      return `あるはずのファイルかフォルダーがありません（${said}）。移したり消したりしていないか確かめてください（${SEE_DOCTOR}）。`;
    case "newer":
      return `${about ?? "データのファイル"}は、このプログラムより新しいプログラムで書かれています（${said}）。壊れてはいません。新しいほうのプログラムで開いてください（このプログラムに戻るときは、このプログラムで取った控えから戻します: npx kaikaku restore）。`;
    case "exhausted":
      return `このコンピューターで開けるファイルの数か、使えるメモリーが足りなくなったため、途中でやめました（${said}）。ほかのプログラムを終わらせてから、もう一度実行してください。`;
    case "failed":
      return `このコンピューターが読み書きに失敗したため、途中でやめました（${said}）。ディスクやネットワークのつながりを確かめてから、もう一度実行してください（${SEE_DOCTOR}）。`;
    default:
      return kind satisfies never;
  }
}

const LONGEST = 300;

function firstLine(message: string): string {
  const [line = ""] = message.split("\n");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
