import {createWriteStream, mkdirSync, openSync, rmSync} from "node:fs";
import type {IncomingMessage} from "node:http";
import {join} from "node:path";
import type {Writable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {Busboy, type BusboyInstance} from "@fastify/busboy";
import {fittingName, freeName} from "../../pipelines/installation/fitting-name.ts";
import {UserError} from "../../schemas/errors.ts";
import {visibleLine} from "../../schemas/visible-text.ts";

export interface Received {
  path: string;
  name: string;
  bytes: number;
}

interface Limits {
  /** Of one file. */
  bytes: number;
  files: number;
}

/** Told apart from a form that is only unfit. */
export class TooMuch extends UserError {}

/**
 * Streams the files of a form into a folder, under names of our own making, as much as may come. UserError for what is too much,
 * no form with files, or was cut off: then nothing of it is left.
 */
export async function receiveFiles(
  request: IncomingMessage,
  folder: string,
  limits: Limits,
): Promise<Received[]> {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  try {
    return await stream(request, folder, limits);
  } catch (error) {
    rmSync(folder, {recursive: true, force: true});
    throw error;
  }
}

function stream(request: IncomingMessage, folder: string, {bytes, files}: Limits): Promise<Received[]> {
  const parser = parserOf(request, {
    fileSize: bytes + 1,
    files: files + 1,
    fields: 20,
    fieldSize: 10_000,
    parts: files + 30,
  });
  const received: Received[] = [];
  const writing: Promise<void>[] = [];
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      request.unpipe(parser);
      // What still comes is read and dropped, so that the browser gets to see the answer.
      request.resume();
      reject(error);
    };
    parser.on("file", (_field, content, fileName) => {
      if (received.length >= files) {
        content.resume();
        fail(
          new TooMuch(
            `一度に送れるのは${files.toLocaleString("ja-JP")}ファイルまでです。分けて送ってください。`,
          ),
        );
        return;
      }
      const name = plainNameOf(fileName);
      const file: Received = {path: "", name, bytes: 0};
      let target: Writable;
      try {
        file.path = join(folder, freeName(folder, name));
        // At once: the next may have the same name.
        target = createWriteStream(file.path, {fd: openSync(file.path, "wx", 0o600)});
      } catch (error) {
        content.resume();
        fail(error as Error);
        return;
      }
      received.push(file);
      content.on("data", (chunk: Buffer) => {
        file.bytes += chunk.length;
        if (file.bytes > bytes)
          fail(
            new TooMuch(
              `「${name}」が大きすぎます（${Math.floor(bytes / 1e6).toLocaleString("ja-JP")}MBまで）。期間を分けて送ってください。`,
            ),
          );
      });
      const written = pipeline(content, target);
      written.catch(fail);
      writing.push(written);
    });
    parser.on("error", () => fail(new UserError(UNFIT)));
    parser.on("finish", () => {
      Promise.all(writing).then(() => {
        if (received.length > 0 && received.some((file) => file.bytes > 0)) resolve(received);
        else fail(new UserError("ファイルが入っていません。ファイルを選んでから送ってください。"));
      }, fail);
    });
    request.once("aborted", () => {
      parser.destroy();
      for (const {path} of received) rmSync(path, {force: true});
      fail(new UserError("送っている途中で切れました。何も受け取っていません。もう一度送ってください。"));
    });
    request.pipe(parser);
  });
}

const UNFIT = "送られたものを読めません。提出ファイルの頁を開き直して、もう一度送ってください。";

function parserOf(request: IncomingMessage, limits: Record<string, number>): BusboyInstance {
  try {
    return new Busboy({
      headers: {...request.headers, "content-type": request.headers["content-type"] ?? ""},
      limits,
      defCharset: "utf8",
    });
  } catch {
    throw new UserError(UNFIT);
  }
}

/** The last part of what the browser calls it, with every sign visible and no longer than file systems take. */
function plainNameOf(said: string | undefined): string {
  const last = (said ?? "").split(/[\\/]/).at(-1) ?? "";
  const name = visibleLine(last).trim();
  return fittingName(name === "" || /^\.+$/.test(name) ? "名前なし" : name.replace(/^\./, "_."), 150);
}
