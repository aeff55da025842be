import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import type {Route, Visit} from "../visit.ts";

interface StaticFile {
  type: string;
  read(): Buffer;
}

const STATIC = new URL("../static/", import.meta.url);
const SCORECARD = new URL("../../reports/scorecard/", import.meta.url);

const text = (folder: URL, names: string[], type: string): StaticFile => ({
  type: `${type}; charset=utf-8`,
  read: () =>
    Buffer.concat(
      names.map((name) => Buffer.concat([readFileSync(new URL(name, folder)), Buffer.from("\n")])),
    ),
});

/** Everything that browsers get as it lies in the program; the paper's own rules for its pages among it. */
const FILES: Record<string, StaticFile> = {
  "window.css": {
    type: "text/css; charset=utf-8",
    read: () =>
      Buffer.concat([
        ...["indicator.css", "yearly-figure.css", "status.css", "sums.css"].map((name) =>
          readFileSync(new URL(name, SCORECARD)),
        ),
        readFileSync(new URL("window.css", STATIC)),
      ]),
  },
  "bureau-card.css": text(SCORECARD, ["bureau-card.css", "sums.css"], "text/css"),
  "window.js": text(STATIC, ["window.js"], "text/javascript"),
  "mark.svg": text(STATIC, ["mark.svg"], "image/svg+xml"),
  ...Object.fromEntries(
    DOCUMENT_FONTS.map(({name, file}) => [`${name}.ttf`, {type: "font/ttf", read: () => readFileSync(file)}]),
  ),
};

const inMemory = new Map<string, {bytes: Buffer; mark: string}>();

export const routes: Route[] = [{method: "get", path: "/static/:file", who: "everybody", handle: send}];

/** Kept by the browser and asked for again only by its mark. */
function send({context}: Visit): Response {
  const name = context.req.param("file") ?? "";
  const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (!file) return context.text("ありません", 404);
  const {bytes, mark} = inMemory.get(name) ?? kept(name, file);
  const headers = {"content-type": file.type, etag: mark, "cache-control": lifeOf(name)};
  if (context.req.header("if-none-match") === mark) return context.body(null, 304, headers);
  return context.body(new Uint8Array(bytes), 200, headers);
}

function kept(name: string, file: StaticFile): {bytes: Buffer; mark: string} {
  const bytes = file.read();
  const found = {bytes, mark: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 20)}"`};
  inMemory.set(name, found);
  return found;
}

/** Fonts stay as they are; style and script change with the program. */
function lifeOf(name: string): string {
  return name.endsWith(".ttf") ? "public, max-age=2592000" : "no-cache";
}
