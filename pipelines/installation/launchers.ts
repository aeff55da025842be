import {existsSync} from "node:fs";
import {isAbsolute, join, relative} from "node:path";
import {readOwnFile} from "./plain-file.ts";
import {writeWhole} from "./write-whole.ts";

const LAUNCHERS = {kaikaku: shellScript, "kaikaku.cmd": batchFile} as const;

/**
 * Puts launchers into the folder of the data: they run the program that lies in the folder `program` with exactly these
 * data, from wherever they are called. They are made anew where the program has moved.
 */
export function installLaunchers(root: string, program: string): void {
  for (const [name, textOf] of Object.entries(LAUNCHERS)) {
    const path = join(root, name);
    const text = textOf(wayTo(program, root));
    if (!existsSync(path) || readOwnFile(path).toString("utf8") !== text) writeWhole(path, text, 0o777);
  }
}

/** Whether a file of the data's folder, by its path in there, says where this machine has the program. */
export function isLauncher(path: string): boolean {
  return Object.hasOwn(LAUNCHERS, path);
}

type Way = {kind: "up"; folders: string} | {kind: "absolute"; folder: string};

/** Data that lie within the program's folder move with it. */
function wayTo(program: string, root: string): Way {
  const up = relative(root, program);
  const isAbove = up !== "" && !isAbsolute(up) && up.split(/[\\/]/).every((part) => part === "..");
  return isAbove ? {kind: "up", folders: up} : {kind: "absolute", folder: program};
}

function shellScript(way: Way): string {
  const program = way.kind === "up" ? `$data/${way.folders}` : `'${way.folder.replaceAll("'", `'"'"'`)}'`;
  return `#!/bin/sh
# 改革（kaikaku）: このフォルダーのデータで、入れてあるプログラムを動かします。npm start が作り直すので、書き換えないでください。
called=$0
real=$called
while [ -L "$real" ]; do
  target=$(readlink "$real")
  case $target in
    /*) real=$target ;;
    *) real=$(dirname "$real")/$target ;;
  esac
done
data=$(CDPATH='' cd -P -- "$(dirname -- "$real")" && pwd -P) || exit 1
program=${program}
if [ ! -f "$program/kaikaku" ]; then
  printf '%s\\n' "エラー  プログラムが「$program」にありません。プログラムのフォルダーで npm start を実行し直してください。" >&2
  exit 1
fi
case $called in
  "$(command -v kaikaku)") KAIKAKU_COMMAND=kaikaku ;;
  */*) KAIKAKU_COMMAND=$called ;;
  *) KAIKAKU_COMMAND=$data/kaikaku ;;
esac
KAIKAKU_HOME=$data
export KAIKAKU_COMMAND KAIKAKU_HOME
exec /bin/sh "$program/kaikaku" "$@"
`;
}

/** A path with other letters is read right only in UTF-8; a batch file needs its own line ends. */
function batchFile(way: Way): string {
  const program = way.kind === "up" ? `%~dp0${way.folders}` : way.folder.replaceAll("%", "%%");
  const isAscii = /^[\x20-\x7e]*$/.test(program);
  return [
    "@echo off",
    "setlocal",
    ...(isAscii ? [] : ["chcp 65001 >nul"]),
    'set "KAIKAKU_COMMAND=%~0"',
    'for %%I in ("%~dp0.") do set "KAIKAKU_HOME=%%~fI"',
    `"${program}\\kaikaku.cmd" %*`,
    "",
  ].join("\r\n");
}
