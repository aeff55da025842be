// What `npm start` and `npm test` run, on whatever Node the machine has (20 or later): installs the pinned packages once, and
// again when the lock file changes, then runs the script that it is given with the pinned Node. Plain JavaScript without
// packages, because nothing is there yet; not before them as "prestart", which npm leaves out where it is told to run no
// scripts of packages. What else npm may be told (no scripts, no development packages) does not hold for this program.
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

const STAMP = "node_modules/.kaikaku-setup";
const wanted = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
const isReady = existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted;

if (!isReady) {
  process.stdout.write("必要な部品を準備しています（初回のみ、1～2分）…\n");
  const quiet = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const whole = ["--ignore-scripts=false", "--include=dev", "--include=optional", "--global=false"];
  const {status} = spawnSync("npm", ["install", ...quiet, ...whole], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    process.stderr.write(
      "部品を準備できませんでした。ネットワークかnpmの設定を確かめて、もう一度実行してください。\n",
    );
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}

const pinned = join("node_modules", ".bin", "node");
const {status, signal} = spawnSync(existsSync(pinned) ? pinned : process.execPath, process.argv.slice(2), {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 1;
