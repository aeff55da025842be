import {type Limits, USUAL_LIMITS} from "../pipelines/ask/limits.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {readSettings, settingsFile} from "../pipelines/installation/settings.ts";
import {UserError} from "../schemas/errors.ts";

export const LIMIT_OPTIONS = {
  "max-rows": {type: "number", describe: "結果の行数の上限（設備の設定より小さくできる）"},
  "max-seconds": {type: "number", describe: "計算にかける秒数の上限（設備の設定より小さくできる）"},
  "max-memory": {type: "number", describe: "メモリーの上限（MB。設備の設定より小さくできる）"},
} as const;

/** What was asked for; the office's own limit where nothing was. */
export interface LimitOptions {
  maxRows: number | undefined;
  maxSeconds: number | undefined;
  maxMemory: number | undefined;
}

/** With less the engine does not even open a release. */
const SMALLEST_MEGABYTES = 64;

/** The limits of one call. UserError for an option above what the office has set, which whoever asks cannot raise. */
export function limitsIn(home: Home, {maxRows, maxSeconds, maxMemory}: LimitOptions): Limits {
  const {max_rows, max_seconds, max_memory} = readSettings(home).questions ?? {};
  const within = (option: Omit<Option, "file">) => limitOf({...option, file: settingsFile(home)});
  return {
    rows: within({name: "rows", asked: maxRows, least: 1, ceiling: max_rows ?? USUAL_LIMITS.rows}),
    seconds: within({
      name: "seconds",
      asked: maxSeconds,
      least: 1,
      ceiling: max_seconds ?? USUAL_LIMITS.seconds,
    }),
    megabytes: within({
      name: "memory",
      asked: maxMemory,
      least: SMALLEST_MEGABYTES,
      ceiling: max_memory ?? USUAL_LIMITS.megabytes,
    }),
  };
}

interface Option {
  name: "rows" | "seconds" | "memory";
  asked: number | undefined;
  least: number;
  ceiling: number;
  file: string;
}

function limitOf({name, asked, least, ceiling, file}: Option): number {
  if (asked === undefined) return ceiling;
  if (!(asked >= least && Number.isFinite(asked)))
    throw new UserError(`--max-${name} は${least}以上の数にしてください。`);
  if (asked <= ceiling) return asked;
  throw new UserError(
    `--max-${name} は${ceiling.toLocaleString("ja-JP")}までです（設備で決めた上限）。上げるときは、設備の担当者が ${file} の questions の max_${name} を直します。`,
  );
}
