import {messageOf} from "../pipelines/installation/faults.ts";
import {lastWord} from "./terminal.ts";

/** Commands that do nothing but tell: whoever reads along a pipe may stop (`| head`), and then there is nobody left to do it for. */
const ONLY_TELL = new Set([
  "access",
  "audit-disclosure",
  "backtest",
  "diff",
  "disclosure",
  "doctor",
  "due",
  "explain",
  "health",
  "kpi",
  "models",
  "person",
  "queries",
  "releases",
  "scoreboard",
  "sql",
  "status",
  "verify",
]);

/**
 * What becomes of a command when what it says cannot be written: one that only tells ends at once. Any other does its work to the end
 * – it would else be broken off half-way by a log on a full disk – and is not told as done well where a file misses what was said.
 */
export function mindLostReader(command: string | undefined): void {
  const onlyTells = command !== undefined && ONLY_TELL.has(command);
  let isTold = false;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    const isGone = error.code === "EPIPE";
    if (isGone && onlyTells) process.exit();
    if (isGone || isTold) return;
    isTold = true;
    lastWord(`エラー  標準出力（> のあとのファイルなど）に、全部は書けませんでした。${messageOf(error)}`);
    if (onlyTells) process.exit(1);
    process.on("exit", () => {
      process.exitCode ||= 1;
    });
  });
  // Nobody is left to tell that to.
  process.stderr.on("error", () => {});
}
