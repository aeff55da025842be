import {basename, dirname} from "node:path";
import type {AlertState, Condition} from "../../schemas/alerts.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import type {WorkState} from "../due/attempts.ts";
import {freeBytes} from "../installation/free-space.ts";
import type {Home} from "../installation/home.ts";
import {settingsFile} from "../installation/settings.ts";

/** What the service knows of its own troubles. */
export interface OwnTroubles {
  home: Home;
  /** Waiting files and where the loading of each stands. */
  files: {path: string; state: WorkState}[];
  publishing: WorkState | undefined;
  /** Why the inbox could not be looked into, or the ledger not be read. */
  inbox: string | undefined;
  ledger: string | undefined;
  /** Why the clock of the machine cannot be right. */
  clock: string | undefined;
  mail: AlertState["mail"];
  freeMegabytes: number;
  minFreeMegabytes: number;
}

/** Pure: the pipeline itself is unwell. */
export function ownConditions(troubles: OwnTroubles): Condition[] {
  const {home, files, publishing, inbox, ledger, clock, mail, freeMegabytes, minFreeMegabytes} = troubles;
  const found: Condition[] = files.flatMap(({path, state}) =>
    state.kind === "given_up" ? [givenUpLoading(path, state.why)] : [],
  );
  if (publishing?.kind === "given_up")
    found.push(error("publish", `計算と公開をやめました: ${publishing.why}`, BY_HAND));
  if (inbox !== undefined)
    found.push(
      error("inbox", `受け箱（${home.inbox}）を読めません: ${inbox}`, "フォルダーの権限を確かめてください。"),
    );
  if (ledger !== undefined)
    found.push(
      error("ledger", `台帳を読めません: ${ledger}`, "ほかの処理が終わっているか確かめてください。"),
    );
  if (clock !== undefined)
    found.push(
      error(
        "clock",
        `${clock}。取込みと公開を止めています`,
        "時計を合わせてください。時計が正しければ npx kaikaku run --clock-is-right を一度実行してください。",
      ),
    );
  if (freeMegabytes < minFreeMegabytes) found.push(noSpace(freeMegabytes));
  if (mail.failures > 0)
    found.push(
      error("mail", `メールを送れません: ${mail.why}`, `${settingsFile(home)} の mail を確かめてください。`),
    );
  return found;
}

const BY_HAND = "原因を直し、npx kaikaku run を実行してください。";

function givenUpLoading(path: string, why: string): Condition {
  return error(
    `load:${basename(path)}`,
    `取込みをやめました: ${visibleLine(basename(path))}（${why}）`,
    `原因を直し、ファイルを受け箱（${dirname(path)}）に入れ直すと、もう一度試します。`,
  );
}

function noSpace(freeMegabytes: number): Condition {
  return error(
    "disk",
    `ディスクの空きが少なくなりました（残り${freeMegabytes.toLocaleString("ja-JP")}MB）`,
    "不要なファイルを片付けてください。",
  );
}

function error(key: string, title: string, remedy: string): Condition {
  return {key: `own:${key}`, level: "error", title, remedy};
}

export function freeMegabytes(home: Home): number {
  return Math.floor(freeBytes(home.inbox) / 1_000_000);
}
