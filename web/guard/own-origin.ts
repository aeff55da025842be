import type {Ctx} from "../visit.ts";
import {isLoopback} from "./loopback.ts";

/** By which names browsers reach the window: "http://127.0.0.1:8321". */
export type Origins = ReadonlySet<string>;

/** Where it listens, by the names that lead there; or where a proxy stands for it. */
export function originsOf({
  host,
  port,
  isTls,
  proxied,
}: {
  host: string;
  port: number;
  isTls: boolean;
  proxied: string | undefined;
}): Origins {
  const scheme = isTls ? "https" : "http";
  const names = isLoopback(host)
    ? ["localhost", "127.0.0.1", "[::1]"]
    : [host.includes(":") ? `[${host}]` : host];
  return new Set([
    ...names.map((name) => new URL(`${scheme}://${name}:${port}`).origin),
    ...(proxied === undefined ? [] : [new URL(proxied).origin]),
  ]);
}

/** Why a request is not answered; undefined for one that a browser of ours sent. */
export function whyForeign(context: Ctx, origins: Origins): string | undefined {
  const host = context.req.header("host") ?? "";
  if (
    ![...origins].some(
      (origin) => new URL(origin).host === host.toLowerCase() || hostWithPort(origin) === host.toLowerCase(),
    )
  )
    return "このアドレスでは使えません。窓口のアドレス（始めたときに表示されたもの）で開いてください。";
  if (context.req.method === "GET" || context.req.method === "HEAD") return undefined;
  const origin = context.req.header("origin");
  const site = context.req.header("sec-fetch-site");
  const isOwn = origin !== undefined && origins.has(origin) && (site === undefined || site === "same-origin");
  return isOwn
    ? undefined
    : "ほかのサイトの頁から送られたので、受け付けません。窓口の頁を開き直してください。";
}

/** Some clients name the usual port, too. */
function hostWithPort(origin: string): string {
  const {hostname, port, protocol} = new URL(origin);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
