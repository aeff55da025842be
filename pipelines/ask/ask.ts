import {UserError} from "../../schemas/errors.ts";
import {
  type Answer,
  type Chunk,
  type ForeignConnection,
  type ForeignResult,
  openForeign,
  type ParameterValue,
} from "../engine/foreign-engine.ts";
import {faultIn, inWords} from "../installation/faults.ts";
import {mustBeOneQuestion} from "./accept-statement.ts";
import {engineMessage} from "./engine-message.ts";
import {type Guard, guardOver} from "./guard.ts";
import type {Limits} from "./limits.ts";
import {bound} from "./parameters.ts";

interface Question {
  sql: string;
  /** Values for $name. */
  parameters?: Record<string, ParameterValue>;
  /** Show how the engine would answer instead of the answer. */
  explain?: boolean;
  limits: Limits;
  /** Cancels: the engine is told to stop. */
  signal?: AbortSignal;
}

export interface Session {
  /**
   * Starts one statement on a connection of its own. UserError, in Japanese, when it is refused, wrong or too much; the
   * answer's chunks throw it as well when a limit is passed on the way.
   */
  ask(question: Question): Promise<Answer>;
  /** True when a stopped statement still holds the engine: only the end of the process frees it. */
  isStuck(): boolean;
  close(): void;
}

/**
 * Where foreign statements are answered from one release file: read only, without files, settings or temporary objects
 * of other statements, one SELECT-like statement at a time, within limits. `megabytes` holds for all of them together.
 */
export async function openSession(file: string, {megabytes}: Pick<Limits, "megabytes">): Promise<Session> {
  const engine = await openForeign(file, {megabytes});
  const guards: Guard[] = [];
  const isStuck = () => guards.some((guard) => guard.isStuck());
  return {
    isStuck,
    close: () => {
      if (!isStuck()) engine.close();
    },
    ask: async (question) => {
      const connection = await engine.connect();
      const guard = guardOver(connection, question);
      guards.push(guard);
      try {
        const result = await guard.waitFor(started(connection, question));
        return {columns: result.columns, chunks: chunksOf(result, {connection, guard, question})};
      } catch (cause) {
        if (!guard.isStuck()) connection.close();
        throw readable(cause);
      }
    },
  };
}

async function started(
  connection: ForeignConnection,
  {sql, explain, parameters = {}}: Question,
): Promise<ForeignResult> {
  await mustBeOneQuestion(connection, sql);
  const statement = await connection.prepare(explain ? `explain ${sql}` : sql);
  return statement.start(bound(statement.parameterNames, parameters));
}

async function* chunksOf(
  result: ForeignResult,
  {connection, guard, question}: {connection: ForeignConnection; guard: Guard; question: Question},
): AsyncGenerator<Chunk> {
  let rows = 0;
  try {
    for (;;) {
      const chunk = await guard.waitFor(result.next());
      if (!chunk) return;
      rows += chunk.rowCount;
      if (rows > question.limits.rows) throw new UserError(tooManyRows(question.limits.rows));
      yield chunk;
    }
  } catch (cause) {
    throw readable(cause);
  } finally {
    if (!guard.isStuck()) {
      connection.interrupt();
      connection.close();
    }
  }
}

function tooManyRows(limit: number): string {
  return `結果が${limit.toLocaleString("ja-JP")}行を超えたので止めました。WHERE や LIMIT で絞ってください（上限は --max-rows か、設備の設定 questions の max_rows）。`;
}

function readable(cause: unknown): unknown {
  if (cause instanceof UserError) return cause;
  // The one fault of a file that a statement can come upon: a block is looked at when it is read.
  if (faultIn(cause)?.kind === "damaged") return inWords(cause, "公開版の本体");
  return new UserError(engineMessage(cause), {cause});
}
