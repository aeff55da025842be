import {UserError} from "../../schemas/errors.ts";
import type {ForeignConnection} from "../engine/foreign-engine.ts";
import type {Limits} from "./limits.ts";

/** How often the guard looks, and how long the engine may take to stop when told to. */
const LOOK_EVERY_MS = 20;
const MUST_STOP_WITHIN_MS = 3000;

/** How far the process may grow beyond the engine's own limit while it waits: texts under way are in no engine's account. */
const SLACK_MEGABYTES = 512;

/** How much more it may take until it has stopped: one call of a function can take gigabytes without listening. */
const STOPPING_MEGABYTES = 256;

/** Why a statement was stopped. */
type Reason = "cancelled" | "time" | "memory";

export interface Guard {
  /** Waits for the engine, and stops it when a limit is passed or the signal comes. */
  waitFor<Result>(work: Promise<Result>): Promise<Result>;
  /** True when the engine was told to stop and did not: only the end of the process frees it. */
  isStuck(): boolean;
}

export function guardOver(
  connection: ForeignConnection,
  {limits, signal}: {limits: Limits; signal?: AbortSignal | undefined},
): Guard {
  let usedMs = 0;
  const rssBefore = process.memoryUsage.rss();
  let stuck = false;
  return {
    isStuck: () => stuck,
    waitFor: async (work) => {
      const started = performance.now();
      let reason: Reason | undefined;
      let toldAt = 0;
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<never>((_, reject) => {
        timer = setInterval(() => {
          const grownBytes = process.memoryUsage.rss() - rssBefore;
          reason ??= whyStop(limits, {usedMs: usedMs + performance.now() - started, grownBytes, signal});
          if (!reason) return;
          toldAt ||= performance.now();
          connection.interrupt();
          stuck =
            performance.now() - toldAt > MUST_STOP_WITHIN_MS ||
            grownBytes > allowedBytes(limits) + STOPPING_MEGABYTES * 1e6;
          if (stuck) reject(new UserError(messageFor(reason, limits)));
        }, LOOK_EVERY_MS);
      });
      try {
        const result = await Promise.race([work, tooLate]);
        if (reason) throw new UserError(messageFor(reason, limits));
        return result;
      } catch (cause) {
        if (cause instanceof UserError) throw cause;
        if (reason) throw new UserError(messageFor(reason, limits), {cause});
        if (isOutOfMemory(cause)) throw new UserError(messageFor("memory", limits), {cause});
        throw cause;
      } finally {
        clearInterval(timer);
        usedMs += performance.now() - started;
      }
    },
  };
}

interface Use {
  usedMs: number;
  grownBytes: number;
  signal: AbortSignal | undefined;
}

function whyStop(limits: Limits, {usedMs, grownBytes, signal}: Use): Reason | undefined {
  if (signal?.aborted) return "cancelled";
  if (usedMs > limits.seconds * 1000) return "time";
  return grownBytes > allowedBytes(limits) ? "memory" : undefined;
}

function allowedBytes({megabytes}: Limits): number {
  return (megabytes + SLACK_MEGABYTES) * 1e6;
}

function isOutOfMemory(cause: unknown): boolean {
  return cause instanceof Error && /^Out of Memory Error/.test(cause.message);
}

function messageFor(reason: Reason, {seconds, megabytes}: Limits): string {
  switch (reason) {
    case "cancelled":
      return "問い合わせを取り消しました。";
    case "time":
      return `問い合わせが${seconds}秒を超えたので止めました。WHERE で絞ってください（上限は --max-seconds か、設備の設定 questions の max_seconds）。`;
    case "memory":
      return `問い合わせのメモリーが${megabytes}MBを超えたので止めました。WHERE で絞ってください（上限は --max-memory か、設備の設定 questions の max_memory）。`;
    default:
      return reason satisfies never;
  }
}
