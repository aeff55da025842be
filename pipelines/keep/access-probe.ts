import {closeSync, existsSync, openSync} from "node:fs";
import {type ExaminedLog, examineLog} from "../access/examine.ts";
import {changesFaultTexts} from "../access/examine-changes.ts";
import {logFaultText} from "../access/fault-text.ts";
import {hasKey} from "../access/key-folder.ts";
import {foundBefore} from "../access/left-logs.ts";
import type {Home} from "../installation/home.ts";
import {anchorHere, anchorsOf} from "./access-anchors.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

export const ACCESS_PROBE: Probe = {title: "だれが何を読んだかの記録", examine: accessLog};

function accessLog({home}: Installation): Trouble[] {
  const examined = examineLog(home, anchorsOf(home));
  const faults = [...examined.faults.map(logFaultText), ...changesFaultTexts(home)].map(
    (what): Trouble => ({
      state: "fault",
      what,
      mend: "わけを調べ、控えの記録と比べてください。わけが分かったら npx kaikaku access --renew --reason わけ（今の記録は別の名前で残ります）",
    }),
  );
  if (faults.length > 0) return faults;
  if (examined.lineCount === 0) return [];
  return [
    {state: "ok", what: [`${count(examined.lineCount)}行`, ...history(home, examined)].join("。"), mend: ""},
    ...anchor(home),
  ];
}

/** What is to be known of a log that is whole. */
function history(home: Home, {beginning}: ExaminedLog): string[] {
  const unkeyed = beginning?.carried.find(({log}) => log === null);
  return [
    ...(unkeyed
      ? [
          `鍵のなかったときの記録（${unkeyed.file}）を引き継いでいます${unkeyed.found && `（${unkeyed.found}）`}`,
        ]
      : []),
    ...(beginning?.renewed
      ? [
          `${beginning.at.slice(0, 10)}に始め直した記録です（${foundBefore(home, beginning).join("、") || "前の記録に異常なし"}）`,
        ]
      : []),
  ];
}

/** An anchor that this account can write over holds nobody who works as it. */
function anchor(home: Home): Trouble[] {
  const file = anchorHere(home);
  if (file === undefined || !hasKey(home)) return [];
  if (!existsSync(file))
    return [
      {
        state: "fault",
        what: `消去: 記録の終わりを書き足してきた錨（${file}）がありません`,
        mend: "錨のある場所がつながっているか確かめてください。消されたのなら、わけを調べてください",
      },
    ];
  if (!mayBeOverwritten(file)) return [];
  return [
    {
      state: "warning",
      what: `記録の錨（${file}）を、この利用者が書き換えられます`,
      mend: "書き足ししかできない場所にしてください（docs/security.md の Who read what）",
    },
  ];
}

function mayBeOverwritten(file: string): boolean {
  try {
    closeSync(openSync(file, "r+"));
    return true;
  } catch {
    return false;
  }
}

function count(lines: number): string {
  return lines.toLocaleString("ja-JP");
}
