import {accessSync, constants, statSync} from "node:fs";
import {delimiter, isAbsolute, join, resolve} from "node:path";
import {UserError} from "../../schemas/errors.ts";

/** Where Spark is, and who computes. */
export interface Spark {
  /** Its own command-line client, `bin/spark-sql`. */
  client: string;
  /** "spark://host:7077" or "local[2]". */
  master: string;
  /** Megabytes for the client's process, which computes itself under a master "local". */
  megabytes: number;
  /** How long the master may say nothing, and then the workers. */
  patienceMs?: number;
}

export const NOTHING_PUBLISHED = "何も公開していません。";
export const WITHOUT = "--engine spark を付けなければ、このコンピューターのDuckDBで計算します。";

/** The client in a folder of Spark (one that has bin/spark-sql), or the first in PATH. UserError where there is none. */
export function sparkClient(folder: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === "win32")
    throw new UserError(`Windowsでは、計算エンジンSparkは使えません。${NOTHING_PUBLISHED}${WITHOUT}`);
  const named = folder ?? env.SPARK_HOME;
  // A program that lies where somebody happens to stand is nobody's that was named.
  const places = named ? [resolve(named, "bin")] : (env.PATH ?? "").split(delimiter).filter(isAbsolute);
  const client = places.map((place) => join(place, "spark-sql")).find(isProgram);
  if (client) return client;
  const where = named
    ? `「${join(named, "bin", "spark-sql")}」がないか、実行できません`
    : "環境変数 SPARK_HOME がなく、PATH にも spark-sql がありません";
  throw new UserError(
    `計算エンジンSparkの spark-sql が見つかりません（${where}）。Sparkを入れたフォルダーを --spark-home で指定してください。${NOTHING_PUBLISHED}${WITHOUT}`,
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** UserError for a master of a kind with which nothing was ever compared. */
export function mustBeMaster(master: string): string {
  if (/^local(\[([1-9]\d*|\*)\])?$|^spark:\/\/[^\s/,:]+:\d+(,[^\s/,:]+:\d+)*$/.test(master)) return master;
  throw new UserError(
    `--master「${master}」は使えません。spark://ホスト:7077 か、このコンピューターだけなら local[2] のように書いてください。${NOTHING_PUBLISHED}`,
  );
}
