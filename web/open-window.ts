import {createServer, type Server} from "node:http";
import {createServer as createTlsServer} from "node:https";
import {serve} from "@hono/node-server";
import type {Home} from "../pipelines/installation/home.ts";
import {takeLock} from "../pipelines/installation/lock.ts";
import {readNamedFile} from "../pipelines/installation/plain-file.ts";
import {windowFiles} from "../pipelines/installation/window-files.ts";
import {UserError} from "../schemas/errors.ts";
import {AccountBook} from "./accounts/account-book.ts";
import {Provider, type ProviderSettings} from "./accounts/provider.ts";
import {Sessions} from "./accounts/sessions.ts";
import {Throttle} from "./accounts/throttle.ts";
import {appOf} from "./app.ts";
import {ReleasesDrawn} from "./drawn/releases-drawn.ts";
import {originsOf} from "./guard/own-origin.ts";
import {News} from "./news/news.ts";
import {AtATime} from "./tasks/at-a-time.ts";
import {KeptBodies} from "./tasks/kept-bodies.ts";
import {Looks} from "./tasks/looks.ts";
import {Published} from "./tasks/published.ts";
import {runCommand} from "./tasks/run-command.ts";
import {Trials} from "./tasks/trials.ts";
import {WorkLine} from "./tasks/work-line.ts";
import type {Window} from "./visit.ts";

export interface WindowOptions {
  home: Home;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  tls: {cert: string; key: string} | undefined;
  /** Where browsers reach the proxy that stands before it: "https://kaikaku.city.example". */
  proxied: string | undefined;
  /** The office's own sign-in service, where it has one. */
  provider?: ProviderSettings | undefined;
  log: {error(line: string, error: unknown): void};
  clock?: () => Date;
}

export interface OpenWindow {
  /** Where browsers reach it. */
  address: string;
  /** Sets the first password; undefined where somebody can sign in as an administrator. */
  firstLink: string | undefined;
  /** Resolves when another can open by now: the lock was removed, or the installation's folder moved. */
  lost: Promise<void>;
  /** Answers what is begun, then ends. */
  end(): Promise<void>;
}

const TIMEOUTS = {
  /** A whole request, files included. */
  requestTimeout: 30 * 60 * 1000,
  headersTimeout: 20_000,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 16_384,
};
const MOST_CONNECTIONS = 1000;
/** Processes at a time that only read for a page: each takes a processor, and some hundred megabytes. */
const MOST_READERS = 4;
const HALF_HOUR_MS = 30 * 60 * 1000;

/** Opens the window of an installation. UserError where another is open, or the port is taken. */
export async function openWindow({
  home,
  host,
  port,
  tls,
  proxied,
  provider,
  log,
  clock = () => new Date(),
}: WindowOptions): Promise<OpenWindow> {
  const lease = takeLock(windowFiles(home).lease);
  if (!lease) throw new UserError("この設備の窓口は、もう開いています。二つ同時には開けません。");
  const readers = new AtATime(MOST_READERS);
  const window: Window = {
    home,
    address: "",
    book: new AccountBook(home),
    sessions: new Sessions(),
    throttle: new Throttle(),
    provider: provider && new Provider(provider),
    published: new Published(home),
    drawn: new ReleasesDrawn(home.root),
    bodies: new KeptBodies(),
    line: new WorkLine(home.root, (error) => log.error("窓口の仕事の片付けで誤りが起きました", error)),
    looks: new Looks(home),
    news: new News(home),
    trials: new Trials(home),
    planned: new Map(),
    dictionary: undefined,
    ask: (accountId, words) => readers.run(() => runCommand({root: home.root, accountId, words})),
    isSecure: tls !== undefined || (proxied?.startsWith("https:") ?? false),
    clock,
  };
  const lost = Promise.withResolvers<void>();
  const warming = setInterval(() => {
    if (!lease.isInPlace()) lost.resolve();
    void warm(window);
    window.news.look(window).catch((error: unknown) => log.error("公開のお知らせを書けませんでした", error));
  }, WARM_EVERY_MS);
  const close = async () => {
    clearInterval(warming);
    window.looks.end();
    window.drawn.end();
    await window.line.end();
    lease.release();
  };
  try {
    const {server, port: taken} = await listen(window, {host, port, tls, proxied, log});
    void warm(window);
    const secret = window.book.inviteFirst(clock());
    window.address =
      proxied ?? `${tls ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${taken}`;
    return {
      address: window.address,
      firstLink: secret === undefined ? undefined : `${window.address}/first/${secret}`,
      lost: lost.promise,
      end: async () => {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref();
        });
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const CLOSING_MS = 3000;
const WARM_EVERY_MS = 3000;

/** The current release is drawn before anybody asks for it. */
async function warm({published, drawn}: Window): Promise<void> {
  try {
    const current = published.currentId();
    if (current !== undefined && !drawn.drawn(current)) await drawn.begin(current);
  } catch {
    // A damaged note is told by the pages, and by `doctor`.
  }
}

type Listening = Pick<WindowOptions, "host" | "port" | "tls" | "proxied" | "log">;

/** The names under which it may be asked follow from the port, which the system may choose. */
function listen(
  window: Window,
  {host, port, tls, proxied, log}: Listening,
): Promise<{server: Server; port: number}> {
  return new Promise((resolve, reject) => {
    let app: ReturnType<typeof appOf> | undefined;
    const server = serve(
      {
        fetch: (request, bindings) => app?.fetch(request, bindings) ?? new Response(null, {status: 503}),
        hostname: host,
        port,
        ...(tls
          ? {
              createServer: createTlsServer,
              serverOptions: {...TIMEOUTS, ...certificateIn(tls)},
            }
          : {createServer, serverOptions: TIMEOUTS}),
      },
      (info) => {
        app = appOf(window, originsOf({host, port: info.port, isTls: tls !== undefined, proxied}), log);
        resolve({server: server as Server, port: info.port});
      },
    ) as Server;
    server.maxConnections = MOST_CONNECTIONS;
    server.setTimeout(HALF_HOUR_MS);
    server.once("error", (error: NodeJS.ErrnoException) => reject(whyNotListening(error, {host, port})));
  });
}

const LONGEST_PEM = 1_000_000;

function certificateIn({cert, key}: {cert: string; key: string}): {cert: Buffer; key: Buffer} {
  return {cert: readNamedFile(cert, LONGEST_PEM), key: readNamedFile(key, LONGEST_PEM)};
}

function whyNotListening(error: NodeJS.ErrnoException, {host, port}: {host: string; port: number}): Error {
  if (error.code === "EADDRINUSE")
    return new UserError(
      `ポート ${port} は、ほかのプログラムが使っています。--port で別の番号を指定してください。`,
      {cause: error},
    );
  if (error.code === "EACCES")
    return new UserError(
      `ポート ${port} を開く権限がありません。--port に1024以上の番号を指定してください。`,
      {cause: error},
    );
  if (error.code === "EADDRNOTAVAIL")
    return new UserError(
      `「${host}」は、このコンピューターのアドレスではありません。--host を確かめてください。`,
      {cause: error},
    );
  return error;
}
