import {createWriteStream} from "node:fs";
import {extname} from "node:path";
import type {Writable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {parameterText} from "../pipelines/ask/parameters.ts";
import type {Answer, ParameterValue} from "../pipelines/engine/foreign-engine.ts";
import {spreadsheetText} from "../reports/values/spreadsheet-text.ts";
import {UserError} from "../schemas/errors.ts";
import type {OutFile} from "./out-file.ts";
import {forStdout, terminal} from "./terminal.ts";

export const FORMATS = ["table", "csv", "json", "jsonl", "arrow", "arrows", "parquet", "xlsx"] as const;
export const ENCODINGS = ["utf-8", "utf-8-bom", "cp932"] as const;
/** Who will open a CSV file: a program, which wants the texts as they are, or a spreadsheet, which computes some of them. */
export const READERS = ["machine", "excel"] as const;

type Encoding = (typeof ENCODINGS)[number];
type Format = (typeof FORMATS)[number];

/** Forms that a terminal cannot show. */
const BINARY: Format[] = ["arrow", "arrows", "xlsx"];

export interface OutputOptions {
  format: Format;
  /** UTF-8 where nothing is said, with the mark that Excel needs where the CSV is for Excel. */
  encoding: Encoding | undefined;
  for: (typeof READERS)[number];
  /** Standard output where there is none. */
  file: OutFile | undefined;
}

interface Origin {
  sql: string;
  parameters: Record<string, ParameterValue>;
  releaseId: string;
}

/**
 * The form that was asked for, or that the file's name tells. UserError when neither does, or when it can only be a file's.
 */
export function formatFor({format, out}: {format: Format | undefined; out: string | undefined}): Format {
  if (out !== undefined) {
    mustAgree(out, format);
    return format ?? formatOf(out);
  }
  const chosen = format ?? "table";
  if (chosen === "parquet" || (BINARY.includes(chosen) && process.stdout.isTTY))
    throw new UserError(`${chosen} は --out でファイルに書いてください。例: --out 結果.${chosen}`);
  return chosen;
}

/**
 * Writes an answer to the file or to standard output, as it comes. A file appears under its name only when it is whole.
 * UserError when it cannot be written.
 */
export async function writeAnswer(
  answer: Answer,
  options: OutputOptions & {megabytes: number},
  origin: Origin,
): Promise<void> {
  const {format, file} = options;
  const texts = textsFor(options);
  if (file === undefined)
    await pipeline(forStdout(await pieces(answer, {format, texts}, origin)), process.stdout as Writable, {
      end: false,
    });
  else
    await file.writeBy(async (part) => {
      if (format === "parquet") await parquetTo(part, answer, {...origin, megabytes: options.megabytes});
      else await pipeline(await pieces(answer, {format, texts}, origin), createWriteStream(part));
    });
  if (texts.ledByApostrophe() > 0)
    terminal.warn(
      `注意  式と取られる${texts.ledByApostrophe().toLocaleString("ja-JP")}個の値の前に「'」を付けました（=、+、-、@ などで始まる文字。--for machine ならそのまま）`,
    );
}

/** How texts stand in a CSV file. */
interface CsvTexts {
  encoding: Encoding;
  written(text: string): string;
  /** How many had to be changed for a spreadsheet. */
  ledByApostrophe(): number;
}

function textsFor({encoding, for: reader}: Pick<OutputOptions, "encoding" | "for">): CsvTexts {
  if (reader === "machine")
    return {encoding: encoding ?? "utf-8", written: (text) => text, ledByApostrophe: () => 0};
  let count = 0;
  const written = (text: string) => {
    const safe = spreadsheetText(text);
    if (safe !== text) count += 1;
    return safe;
  };
  return {encoding: encoding ?? "utf-8-bom", written, ledByApostrophe: () => count};
}

/** A name that says one form may not hold another; any form of text may stand in a .txt. */
function mustAgree(out: string, format: Format | undefined): void {
  const named = formatNamed(out);
  if (format === undefined || named === undefined || named === format || named === "table") return;
  throw new UserError(
    `「${out}」の拡張子は ${named} ですが、--format は ${format} です。どちらかに合わせてください。`,
  );
}

function formatNamed(out: string): Format | undefined {
  const extension = extname(out).slice(1).toLowerCase();
  return extension === "txt" ? "table" : FORMATS.find((known) => known === extension);
}

function formatOf(out: string): Format {
  const format = formatNamed(out);
  if (format) return format;
  throw new UserError(
    `「${out}」の拡張子からは出力の形が決まりません。拡張子を ${FORMATS.slice(1).join("、")} のどれかにするか、--format を付けてください。`,
  );
}

async function parquetTo(
  file: string,
  answer: Answer,
  {megabytes, ...origin}: Origin & {megabytes: number},
): Promise<void> {
  const {writeParquet} = await import("../pipelines/engine/write-parquet.ts");
  await writeParquet(answer, {file, megabytes, notes: notesOf(origin)});
}

/** Where an answer comes from, as files keep it beside their columns. */
function notesOf({sql, parameters, releaseId}: Origin): Record<string, string> {
  return {
    release: releaseId,
    sql,
    ...(Object.keys(parameters).length > 0 && {parameters: parameterText(parameters)}),
  };
}

/** The answer's text or bytes, piece by piece; what writes one form is loaded only for it. */
async function pieces(
  answer: Answer,
  {format, texts}: {format: Format; texts: CsvTexts},
  origin: Origin,
): Promise<AsyncIterable<string | Uint8Array> | Iterable<Uint8Array>> {
  switch (format) {
    case "table":
      return (await import("../reports/answers/answer-table.ts")).answerTable(answer);
    case "csv": {
      const {answerCsv} = await import("../reports/answers/answer-csv.ts");
      return encoded(answerCsv(answer, texts.written), texts.encoding);
    }
    case "json":
      return (await import("../reports/answers/answer-json.ts")).answerJson(answer);
    case "jsonl":
      return (await import("../reports/answers/answer-json.ts")).answerJsonLines(answer);
    case "arrow":
    case "arrows": {
      const {arrowBytes} = await import("../pipelines/engine/arrow.ts");
      return arrowBytes(answer, {format: format === "arrow" ? "file" : "stream", notes: notesOf(origin)});
    }
    case "xlsx": {
      const {answerWorkbook} = await import("../reports/answers/answer-workbook.ts");
      return [await answerWorkbook(answer, {...origin, parameters: parameterText(origin.parameters)})];
    }
    case "parquet":
      throw new Error("parquet is written into a file by the engine");
    default:
      return format satisfies never;
  }
}

async function* encoded(
  texts: AsyncGenerator<string>,
  encoding: Encoding,
): AsyncGenerator<string | Uint8Array> {
  if (encoding === "utf-8-bom") yield "\uFEFF";
  if (encoding !== "cp932") return yield* texts;
  const {encodeCp932} = await import("../pipelines/engine/encode-cp932.ts");
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
