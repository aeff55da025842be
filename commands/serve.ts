import {spawn} from "node:child_process";
import {join} from "node:path";
import type {Argv} from "yargs";
import {messageOf} from "../pipelines/installation/faults.ts";
import {UserError} from "../schemas/errors.ts";
import type {ProviderSettings} from "../web/accounts/provider.ts";
import {homeHere} from "./home-here.ts";
import {terminal} from "./terminal.ts";

const USUAL_PORT = 8321;

const OPTIONS = {
  port: {type: "number", default: USUAL_PORT, describe: "待ち受けるポート"},
  host: {
    type: "string",
    default: "127.0.0.1",
    describe: "待ち受けるアドレス（ほかの機械から使うには、TLSか --behind-proxy が要ります）",
  },
  "tls-cert": {type: "string", implies: "tls-key", describe: "TLSの証明書（PEM）"},
  "tls-key": {type: "string", implies: "tls-cert", describe: "TLSの秘密鍵（PEM）"},
  "behind-proxy": {
    type: "string",
    describe: "TLSを受け持つ代理サーバーの、利用者から見たアドレス（例: https://kaikaku.example.lg.jp）",
  },
  "oidc-issuer": {
    type: "string",
    implies: "oidc-client",
    describe: "職員認証（OpenID Connect）の発行者のアドレス。パスワードに加えて、これでもサインインできる",
  },
  "oidc-client": {
    type: "string",
    implies: "oidc-issuer",
    describe: "職員認証に登録した、この窓口の名前（client_id）",
  },
  "oidc-secret-file": {
    type: "string",
    implies: "oidc-issuer",
    describe: "職員認証の client_secret を書いたファイル",
  },
  "oidc-claim": {
    type: "string",
    default: "sub",
    describe: "利用者を見分ける項目（既定は、人が変わっても使い回されない sub）",
  },
  schedule: {
    type: "boolean",
    default: true,
    describe: "常駐処理（schedule）も同時に動かす（--no-schedule で動かさない）",
  },
} as const;

export function addTo(cli: Argv): Argv {
  return cli.command("serve", "窓口（ブラウザーで使う頁）を開く（Ctrl+C で閉じる）", OPTIONS, serve);
}

interface Options {
  port: number;
  host: string;
  tlsCert: string | undefined;
  tlsKey: string | undefined;
  behindProxy: string | undefined;
  oidcIssuer: string | undefined;
  oidcClient: string | undefined;
  oidcSecretFile: string | undefined;
  oidcClaim: string;
  schedule: boolean;
}

async function serve(options: Options): Promise<void> {
  const {port, host, tlsCert, tlsKey, behindProxy, schedule} = options;
  const {isLoopback} = await import("../web/guard/loopback.ts");
  const tls = tlsCert !== undefined && tlsKey !== undefined ? {cert: tlsCert, key: tlsKey} : undefined;
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new UserError("--port は0～65535の整数にしてください（0は空いている番号）。");
  const proxied = behindProxy === undefined ? undefined : originOf(behindProxy);
  if (!isLoopback(host) && !tls && proxied === undefined)
    throw new UserError(
      `ほかの機械から見えるアドレス（${host}）では、暗号化しない窓口を開けません。--tls-cert と --tls-key に証明書を指定するか、TLSを受け持つ代理サーバーの後ろに置いて --behind-proxy にそのアドレスを書いてください。`,
    );
  const provider = await providerIn(options);
  const home = homeHere();
  const {openWindow} = await import("../web/open-window.ts");
  const {noteFault} = await import("../pipelines/installation/fault-log.ts");
  const log = {
    error: (line: string, error: unknown) => {
      terminal.warn(`${line}。くわしくは ${home.faultLog} にあります。`);
      try {
        noteFault(home, {about: line, error, now: new Date()});
      } catch (cause) {
        terminal.warn(`注意  ${home.faultLog} に書けません。${messageOf(cause)}`);
      }
    },
  };
  const window = await openWindow({home, host, port, tls, proxied, provider, log});
  terminal.info(`窓口  ${window.address} を開きました。ブラウザーで開いてください（Ctrl+C で閉じます）。`);
  if (window.firstLink)
    terminal.info(
      `      最初の管理者は、このリンクからパスワードを決めてください（3日間、一度だけ使えます）: ${window.firstLink}`,
    );
  const service = schedule ? startSchedule() : undefined;
  const why = await Promise.race([untilTold(), window.lost.then(() => "lost" as const)]);
  if (why === "lost")
    terminal.warn(
      "注意  窓口の使用中の印が消されたか、設備のフォルダーが移されました。二つ目の窓口と重なるといけないので閉じます。フォルダーを確かめて、もう一度始めてください。",
    );
  terminal.info("窓口を閉じています。いまの仕事が終わるまで待ちます（もう一度 Ctrl+C で、すぐに閉じます）。");
  await Promise.all([window.end(), service?.end()]);
  if (why === "lost") process.exitCode = 1;
}

/** An address of which only the origin counts. */
function originOf(typed: string): string {
  const url = URL.parse(typed);
  if (url && (url.protocol === "https:" || url.protocol === "http:") && url.pathname === "/")
    return url.origin;
  throw new UserError(
    `--behind-proxy には、利用者から見たアドレスを https://… で書いてください（「${typed}」は読めません）。`,
  );
}

const LONGEST_SECRET = 10_000;

/** UserError for an issuer that would be asked in the clear: whoever stands between could vouch for anybody. */
async function providerIn({
  oidcIssuer,
  oidcClient,
  oidcSecretFile,
  oidcClaim,
}: Options): Promise<ProviderSettings | undefined> {
  if (oidcIssuer === undefined || oidcClient === undefined) return undefined;
  const {isLoopback} = await import("../web/guard/loopback.ts");
  const {readNamedFile} = await import("../pipelines/installation/plain-file.ts");
  const issuer = URL.parse(oidcIssuer);
  if (
    !issuer ||
    !(issuer.protocol === "https:" || (issuer.protocol === "http:" && isLoopback(issuer.hostname)))
  )
    throw new UserError(
      `--oidc-issuer には、職員認証の発行者のアドレスを https://… で書いてください（「${oidcIssuer}」は使えません）。`,
    );
  const secret =
    oidcSecretFile === undefined
      ? undefined
      : readNamedFile(oidcSecretFile, LONGEST_SECRET).toString("utf8").trim();
  if (secret === "")
    throw new UserError(
      `--oidc-secret-file のファイル（${oidcSecretFile}）には何も書かれていません。client_secret を1行で書いてください。`,
    );
  return {issuer, clientId: oidcClient, secret, claim: oidcClaim};
}

const AGAIN_MS = 60_000;

/** The schedule in a process of its own, begun again when it ends by itself. */
function startSchedule(): {end(): Promise<void>} {
  let isEnding = false;
  let child = begin();
  function begin() {
    const started = spawn(process.execPath, [join(import.meta.dirname, "../kaikaku.mjs"), "schedule"], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    const again = (why: string) => {
      if (isEnding) return;
      terminal.warn(`注意  ${why}1分後にもう一度始めます。`);
      setTimeout(() => {
        if (!isEnding) child = begin();
      }, AGAIN_MS).unref();
    };
    started.once("exit", (code) => again(`常駐処理が終わりました（終了コード ${code ?? "なし"}）。`));
    started.once("error", (error) => again(`常駐処理を始められません（${error.message}）。`));
    return started;
  }
  return {
    end: () =>
      new Promise((resolve) => {
        isEnding = true;
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

function untilTold(): Promise<"told"> {
  return new Promise((resolve) => {
    let isTold = false;
    const stop = () => {
      if (isTold) process.exit(1);
      isTold = true;
      resolve("told");
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
