import {chmodSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {TestContext} from "vitest";
import {bundledBrowser} from "../../../reports/print/bundled-browser.ts";

/**
 * Writes a program to be named by KAIKAKU_CHROME: a shell script around the bundled browser, "$BROWSER" (with its own
 * libraries, for machines that have none).
 */
export async function fakeBrowser(folder: string, script: string): Promise<string> {
  const {program, libraries} = await bundledBrowser(process.env);
  const file = join(folder, "fake-browser");
  const lines = ["#!/bin/sh", `BROWSER='${program}'`, `export LD_LIBRARY_PATH='${libraries}'`, script, ""];
  writeFileSync(file, lines.join("\n"));
  chmodSync(file, 0o755);
  return file;
}

export function needsBundledBrowser({skip}: Pick<TestContext, "skip">): void {
  const isBundled = process.platform === "linux" && process.arch === "x64";
  skip(!isBundled, "no browser is bundled for this system");
}

/** As on a machine that offers no sandbox: starts only when it is told to go without. */
export const WITHOUT_SANDBOX_ONLY = `
case " $* " in *" --no-sandbox "*) exec "$BROWSER" "$@" ;; *) echo "FATAL: No usable sandbox!" >&2; exit 1 ;; esac`;
