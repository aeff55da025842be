// `npm run medium -- --to DIR [--test]`: puts the program with all its packages and their checksums on a medium, for a
// machine without a network. Plain JavaScript, because install.mjs beside it must run before any package is there.
import {spawnSync} from "node:child_process";
import {cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, relative, resolve} from "node:path";
import {parseArgs} from "node:util";
import {checksumsOf} from "./checksums.mjs";
import {isOfProgram} from "./program-names.mjs";

const PROJECT = join(import.meta.dirname, "..");
/** What lies on a medium. */
const ON_MEDIUM = ["program", "packages.tgz", "install.mjs", "checksums.mjs", "SHA256SUMS"];

const HELP =
  "npm run medium -- --to フォルダー [--test]: 持ち込む媒体を作る（--test なら、作ったもので試す）";
if (process.argv.includes("--help")) end(HELP, 0);

const {values} = parseArgs({options: {to: {type: "string"}, test: {type: "boolean", default: false}}});
if (!values.to) end(`媒体のフォルダーを --to で指定してください。\n${HELP}`, 1);
const medium = join(resolve(values.to), "kaikaku-medium");
const why = whyNotThere(medium);
if (why) end(`${why}\n${HELP}`, 1);

make(medium);
process.stdout.write(`媒体  ${medium} を作りました。持ち込み方は docs/offline-install.md にあります。\n`);
if (values.test) process.exitCode = test(medium);

function end(text, exitCode) {
  process.stdout.write(`${text}\n`);
  process.exit(exitCode);
}

/** Why nothing is put there: what lies there is another's, or would be copied into itself. */
function whyNotThere(folder) {
  const isInProgram = !relative(PROJECT, folder).startsWith("..");
  if (isInProgram) return "プログラムのフォルダーの中には作れません。別の場所か媒体を指定してください。";
  const found = lstatSync(folder, {throwIfNoEntry: false});
  if (!found) return undefined;
  const isOurs = found.isDirectory() && readdirSync(folder).every((name) => ON_MEDIUM.includes(name));
  return isOurs
    ? undefined
    : `「${folder}」には、媒体でないものがあります。何も消していません。別の場所を指定してください。`;
}

function make(folder) {
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  cpSync(PROJECT, join(folder, "program"), {
    recursive: true,
    filter: (path) => isOfProgram(relative(PROJECT, path)),
  });
  run("tar", [
    "--exclude=node_modules/.cache",
    "-czf",
    join(folder, "packages.tgz"),
    "-C",
    PROJECT,
    "node_modules",
  ]);
  for (const file of ["install.mjs", "checksums.mjs"])
    cpSync(join(import.meta.dirname, file), join(folder, file));
  const lines = checksumsOf(folder).map(([path, sha256]) => `${sha256}  ${path}`);
  writeFileSync(join(folder, "SHA256SUMS"), `${lines.join("\n")}\n`);
}

/** Installs from the medium and asks the installation how it is; without any network where the system lets us take it away. */
function test(folder) {
  const target = mkdtempSync(join(tmpdir(), "kaikaku-offline-"));
  const canCutOff = spawnSync("unshare", ["-rn", "true"]).status === 0;
  process.stdout.write(
    canCutOff
      ? "試し  ネットワークのない名前空間で入れます\n"
      : "試し  この機械ではネットワークを切り離せないので、切り離さずに試します\n",
  );
  const cut = canCutOff ? ["unshare", "-rn"] : [];
  const steps = [
    [process.execPath, join(folder, "install.mjs"), join(target, "kaikaku")],
    [process.execPath, join(target, "kaikaku", "cli.ts"), "doctor"],
  ];
  const failed = steps.find((step) => {
    const [program, ...args] = [...cut, ...step];
    return spawnSync(program, args, {stdio: "inherit"}).status === 1;
  });
  rmSync(target, {recursive: true, force: true});
  process.stdout.write(failed ? "試し  失敗しました\n" : "試し  入れて、動くことを確かめました\n");
  return failed ? 1 : 0;
}

function run(program, args) {
  const {status, stderr} = spawnSync(program, args, {encoding: "utf8"});
  if (status !== 0) throw new Error(`${program} が失敗しました: ${stderr}`);
}
