// Runs before `npm start` and `npm test` on whatever Node the machine has (20 or later): installs the pinned packages
// once, and again when the lock file changes. Plain JavaScript without packages, because nothing is there yet.
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, readFileSync, writeFileSync} from "node:fs";

const STAMP = "node_modules/.kaikaku-setup";
const wanted = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
const isReady = existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted;

if (!isReady) {
  process.stdout.write("必要な部品を準備しています（初回のみ、1～2分）…\n");
  const {status} = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
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
