import {engineShare} from "../pipelines/engine/engine-share.ts";
import {mustBeMaster, type Spark, sparkClient} from "../pipelines/engine/spark-place.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {readSettings} from "../pipelines/installation/settings.ts";
import {UserError} from "../schemas/errors.ts";

/** Options of the commands that build. */
export const engineOptions = {
  engine: {
    choices: ["duckdb", "spark"] as const,
    default: "duckdb" as const,
    describe:
      "数値を計算するエンジン（duckdb:このコンピューター、spark:Apache Spark。台帳・点検・公開はどちらもDuckDB）",
  },
  master: {type: "string", describe: "Sparkのマスター（例: spark://ホスト:7077、local[2]）"},
  "spark-home": {
    type: "string",
    describe: "Sparkを入れたフォルダー（bin/spark-sql があるところ。省くと環境変数 SPARK_HOME か PATH）",
  },
} as const;

export interface EngineSaid {
  engine: "duckdb" | "spark";
  master: string | undefined;
  sparkHome: string | undefined;
}

/** Where the models are computed, as told; undefined for this machine's engine. UserError for what is not there or makes no sense. */
export function sparkSaid(home: Home, {engine, master, sparkHome}: EngineSaid): Spark | undefined {
  if (engine === "duckdb") {
    if (master === undefined && sparkHome === undefined) return undefined;
    throw new UserError("--master と --spark-home は、--engine spark と一緒に指定してください。");
  }
  if (master === undefined)
    throw new UserError(
      "--engine spark には、--master も指定してください（例: --master spark://ホスト:7077、このコンピューターだけなら --master local[2]）。",
    );
  const megabytes = Number.parseInt(engineShare(readSettings(home).calculation).memory_limit, 10);
  return {master: mustBeMaster(master), client: sparkClient(sparkHome), megabytes};
}
