// `node install.mjs DIR`: installs the program from the medium this file lies on, without a network.
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {checksumsOf} from "./checksums.mjs";

const MEDIUM = import.meta.dirname;
const [, , target] = process.argv;

const why = install();
if (why) process.stderr.write(`${why}\n`);
process.exitCode = why ? 1 : 0;

function install() {
  if (!target) return "入れる場所を指定してください。例: node install.mjs C:\\kaikaku";
  if (existsSync(join(target, "node_modules")))
    return `「${target}」にはもう入っています。古い node_modules を消してから、やり直してください（data/local は消さないでください）。`;
  const found = lstatSync(target, {throwIfNoEntry: false});
  if (found && (!found.isDirectory() || readdirSync(target).length > 0))
    return `「${target}」は空のフォルダーではありません。何も変えていません。新しい名前か空のフォルダーを指定してください。`;
  const wrong = wrongFiles();
  if (wrong.length > 0)
    return `媒体のファイルが、作ったときと違います（${wrong.length}件: ${wrong[0]} など）。何も入れていません。媒体を作り直してください。`;
  cpSync(join(MEDIUM, "program"), target, {recursive: true});
  const {status, stderr} = spawnSync("tar", ["-xzf", join(MEDIUM, "packages.tgz"), "-C", target], {
    encoding: "utf8",
  });
  if (status !== 0) return `部品を取り出せません: ${stderr}`;
  // A medium with a file system of Windows keeps no rights.
  chmodSync(join(target, "kaikaku"), 0o755);
  // Tells setup.mjs that these packages belong to this lock file, so that npm start asks no network.
  const lock = readFileSync(join(target, "package-lock.json"));
  writeFileSync(
    join(target, "node_modules", ".kaikaku-setup"),
    createHash("sha256").update(lock).digest("hex"),
  );
  process.stdout.write(`「${target}」に入れました。そのフォルダーで npm start を実行してください。\n`);
  return "";
}

/** Files of the medium that are missing, changed or too many. */
function wrongFiles() {
  const wanted = new Map(
    readFileSync(join(MEDIUM, "SHA256SUMS"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const found = new Map(checksumsOf(MEDIUM));
  const names = new Set([...wanted.keys(), ...found.keys()]);
  return [...names].filter((name) => wanted.get(name) !== found.get(name));
}
