import {recordAccess} from "../access/record.ts";
import type {Answer, Chunk} from "../engine/foreign-engine.ts";
import {inWords} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {releaseNamed} from "../releases/find-named.ts";
import {wholeReleaseFile} from "../releases/must-be-whole.ts";
import {openSession, type Session} from "./ask.ts";
import {type Limits, LONGEST_STATEMENT} from "./limits.ts";

/** A session over a release that records who asked what, and how it ended, before anything is answered. */
export async function openLoggedSession(
  home: Home,
  options: {
    /** A name or a day; the current one where none is given. */
    releaseId: string | undefined;
    megabytes: Limits["megabytes"];
    now: () => Date;
  },
): Promise<Session & {releaseId: string}> {
  const {now, megabytes} = options;
  const releaseId = await releaseNamed(home, options.releaseId);
  const file = wholeReleaseFile(home, releaseId);
  const session = await openSession(file, {megabytes}).catch((cause: unknown) => {
    throw inWords(cause, `公開版 ${releaseId} の本体（${file}）`);
  });
  return {
    ...session,
    releaseId,
    ask: async (question) => {
      const {sql, parameters = {}} = question;
      const started = performance.now();
      const asked = recordAccess(
        home,
        {event: "asked", releaseId, sql: recorded(sql), parameters: asJson(parameters)},
        now(),
      );
      const end: Ending = {
        refused: (why) => {
          const event = {event: "refused", asked, why: messageOf(why), milliseconds: since(started)} as const;
          recordAccess(home, event, now());
        },
        answered: (rows) => {
          recordAccess(home, {event: "answered", asked, rows, milliseconds: since(started)}, now());
        },
      };
      try {
        const {columns, chunks} = await session.ask(question);
        return {columns, chunks: counted(chunks, end)} satisfies Answer;
      } catch (why) {
        end.refused(why);
        throw why;
      }
    },
  };
}

interface Ending {
  answered(rows: number): void;
  refused(why: unknown): void;
}

async function* counted(chunks: AsyncGenerator<Chunk>, end: Ending): AsyncGenerator<Chunk> {
  let rows = 0;
  let why: unknown;
  try {
    for await (const chunk of chunks) {
      rows += chunk.rowCount;
      yield chunk;
    }
  } catch (cause) {
    why = cause;
    throw cause;
  } finally {
    if (why === undefined) end.answered(rows);
    else end.refused(why);
  }
}

/** The statement; of one that is refused for its length, the beginning. */
function recorded(sql: string): string {
  return sql.length > LONGEST_STATEMENT ? `${sql.slice(0, 1000)}…（${sql.length}字）` : sql;
}

function since(started: number): number {
  return Math.round(performance.now() - started);
}

function messageOf(why: unknown): string {
  return why instanceof Error ? why.message : String(why);
}

/** Numbers too large for JSON as text. */
function asJson(parameters: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === "bigint" ? `${value}` : value]),
  );
}
