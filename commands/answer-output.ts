import {createWriteStream, renameSync, rmSync} from "node:fs";
import {extname} from "node:path";
import type {Writable} from "node:stream";
import {pipeline} from "node:stream/promises";
import type {Answer} from "../pipelines/warehouse/foreign-engine.ts";
import {writingTo} from "../pipelines/writing-to.ts";
import {UserError} from "../schemas/errors.ts";

export const FORMATS = ["table", "csv", "json", "jsonl", "arrow", "arrows", "parquet", "xlsx"] as const;
export const ENCODINGS = ["utf-8", "utf-8-bom", "cp932"] as const;

type Format = (typeof FORMATS)[number];

/** Forms that a terminal cannot show. */
const BINARY: Format[] = ["arrow", "arrows", "xlsx"];

export interface OutputOptions {
  format: Format | undefined;
  encoding: (typeof ENCODINGS)[number];
  out: string | undefined;
}

interface Origin {
  sql: string;
  releaseId: string;
}

/**
 * Writes an answer to the file or to standard output, as it comes. A file appears under its name only when it is whole.
 * UserError when it cannot be written, or for bytes that a terminal cannot show.
 */
export async function writeAnswer(
  answer: Answer,
  options: OutputOptions & {megabytes: number},
  origin: Origin,
): Promise<void> {
  const format = options.format ?? formatOf(options.out) ?? "table";
  const {out} = options;
  if (out === undefined) return toStandardOutput(answer, {...options, format}, origin);
  const part = `${out}.${process.pid}.part`;
  await writingTo(out, async () => {
    try {
      if (format === "parquet") await parquetTo(part, answer, {...origin, megabytes: options.megabytes});
      else
        await pipeline(
          await pieces(answer, {format, encoding: options.encoding}, origin),
          createWriteStream(part),
        );
      renameSync(part, out);
    } finally {
      rmSync(part, {force: true});
    }
  });
}

async function toStandardOutput(
  answer: Answer,
  options: OutputOptions & {format: Format},
  origin: Origin,
): Promise<void> {
  const {format, encoding} = options;
  if (format === "parquet" || (BINARY.includes(format) && process.stdout.isTTY))
    throw new UserError(`${format} は --out でファイルに書いてください。例: --out 結果.${format}`);
  await pipeline(await pieces(answer, {format, encoding}, origin), process.stdout as Writable, {end: false});
}

function formatOf(out: string | undefined): Format | undefined {
  const extension = extname(out ?? "")
    .slice(1)
    .toLowerCase();
  return FORMATS.find((format) => format === extension);
}

async function parquetTo(
  file: string,
  answer: Answer,
  {sql, releaseId, megabytes}: Origin & {megabytes: number},
): Promise<void> {
  const {writeParquet} = await import("../pipelines/warehouse/write-parquet.ts");
  await writeParquet(answer, {file, megabytes, notes: {release: releaseId, sql}});
}

/** The answer's text or bytes, piece by piece; what writes one form is loaded only for it. */
async function pieces(
  answer: Answer,
  {format, encoding}: {format: Exclude<Format, "parquet">; encoding: OutputOptions["encoding"]},
  origin: Origin,
): Promise<AsyncIterable<string | Uint8Array> | Iterable<Uint8Array>> {
  switch (format) {
    case "table":
      return (await import("../reports/answer/answer-table.ts")).answerTable(answer);
    case "csv": {
      const {answerCsv} = await import("../reports/answer/answer-csv.ts");
      return encoded(answerCsv(answer), encoding);
    }
    case "json":
      return (await import("../reports/answer/answer-json.ts")).answerJson(answer);
    case "jsonl":
      return (await import("../reports/answer/answer-json.ts")).answerJsonLines(answer);
    case "arrow":
    case "arrows": {
      const {arrowBytes} = await import("../pipelines/warehouse/arrow.ts");
      const notes = {release: origin.releaseId, sql: origin.sql};
      return arrowBytes(answer, {format: format === "arrow" ? "file" : "stream", notes});
    }
    case "xlsx": {
      const {answerWorkbook} = await import("../reports/answer/answer-workbook.ts");
      return [await answerWorkbook(answer, origin)];
    }
    default:
      return format satisfies never;
  }
}

async function* encoded(
  texts: AsyncGenerator<string>,
  encoding: OutputOptions["encoding"],
): AsyncGenerator<string | Uint8Array> {
  if (encoding === "utf-8-bom") yield "\uFEFF";
  if (encoding !== "cp932") return yield* texts;
  const {encodeCp932} = await import("../pipelines/warehouse/encode-cp932.ts");
  for await (const text of texts) {
    const {bytes, unwritable} = encodeCp932(text);
    const [lost] = unwritable;
    if (lost)
      throw new UserError(
        `「${lost.char}」は CP932（Shift_JIS）で書けません。--encoding utf-8-bom なら Excel でもそのまま開けます。`,
      );
    yield bytes;
  }
}
