import {schedule, validate} from "node-cron";
import {UserError} from "../../schemas/errors.ts";

/** Calls `work` whenever the expression says so, in Japan's time, never before the last call is over. Returns how to end it. */
export function wakeRegularly(expression: string, work: () => Promise<void>): () => void {
  if (!validate(expression))
    throw new UserError(
      `city/jobs.yaml の wake「${expression}」は読めません。例: "*/20 * * * * *"（20秒ごと）`,
    );
  const task = schedule(expression, work, {
    timezone: "Asia/Tokyo",
    noOverlap: true,
    suppressMissedWarning: true,
    logger: {info: () => {}, warn: () => {}, error: () => {}, debug: () => {}},
  });
  return () => void task.destroy();
}
