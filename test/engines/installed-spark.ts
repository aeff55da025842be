import {spawnSync} from "node:child_process";
import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";

/** Installs Spark of a version into a folder, from the package registry that `pip` is set to; returns its home. Needs Python 3 and Java 17. */
export function installedSpark(folder: string, version: string): string {
  told("java", ["-version"]);
  told("python3", ["-m", "venv", folder]);
  const pip = join(folder, "bin/pip");
  told(pip, ["install", "--disable-pip-version-check", "--no-cache-dir", "--quiet", `pyspark==${version}`]);
  const library = join(folder, "lib");
  const home = readdirSync(library)
    .map((python) => join(library, python, "site-packages/pyspark"))
    .find((place) => existsSync(join(place, "bin/spark-sql")));
  if (home === undefined) throw new Error(`the package pyspark ${version} has no bin/spark-sql`);
  return home;
}

/** Runs a program to its end. Error with what it said, where it fails. */
export function told(program: string, args: string[]): void {
  const {status, error, stderr} = spawnSync(program, args, {encoding: "utf8"});
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr}`);
}
