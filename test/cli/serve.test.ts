import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const OIDC = ["--oidc-client", "kaikaku", "--oidc-issuer"];

/** What a window that is not opened says. */
const refusalOf = (args: string[]) => kaikaku(temporaryFolder(), ["serve", ...args]);

test.each([
  ["a port beyond all", ["--port", "70000"], "0～65535"],
  ["another machine's eyes without TLS", ["--host", "0.0.0.0"], "--tls-cert"],
  ["half a pair of TLS files", ["--tls-cert", "cert.pem"], "tls-key"],
  ["a proxy that is no address", ["--behind-proxy", "kaikaku"], "https://"],
  ["a provider that is asked in the clear", [...OIDC, "http://login.example.lg.jp"], "https://"],
  ["a provider that is no address", [...OIDC, "login"], "「login」"],
  [
    "a provider that knows the window by no name",
    ["--oidc-issuer", "https://login.example.lg.jp"],
    "oidc-client",
  ],
  [
    "a secret that is not there",
    [...OIDC, "https://a.example", "--oidc-secret-file", "nowhere"],
    "ファイルがありません",
  ],
])("%s is refused", (_, args, words) => {
  const {status, stderr} = refusalOf(args);
  expect(status).toBe(1);
  expect(stderr).toContain(words);
  expect(stderr).not.toContain("    at ");
});

test("an empty secret is refused by its file", () => {
  const file = join(temporaryFolder(), "secret");
  writeFileSync(file, "\n");
  const {status, stderr} = refusalOf([...OIDC, "https://a.example", "--oidc-secret-file", file]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("何も書かれていません")]);
});
