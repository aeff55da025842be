import {execFileSync} from "node:child_process";
import {chmodSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {temporaryFolder} from "../../temporary-folder.ts";

const ROOT = join(import.meta.dirname, "../../..");
const NOBODY = 65_534;

/** Only root can become an account that can write nothing, and look. */
const asRoot = test.runIf(process.platform === "linux" && process.getuid?.() === 0);

asRoot(
  "an account without a home, which may not write beside the program, prints all the same, and leaves nothing",
  () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    const out = join(folder, "page.pdf");
    const script = `
    const {withPrinter} = await import(${JSON.stringify(join(ROOT, "reports/print/pdf.ts"))});
    const {writeFileSync} = await import("node:fs");
    const page = {html: "<!doctype html><p>点検", assets: [], date: "2024-10-15", keywords: ""};
    const {pdf: bytes} = await withPrinter((printer) => printer.print(page), {scratch: ${JSON.stringify(folder)}, sandbox: "if_available"});
    writeFileSync(${JSON.stringify(out)}, bytes);
  `;
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      ...{cwd: "/", uid: NOBODY, gid: NOBODY, env: {PATH: process.env.PATH, HOME: "/nonexistent"}},
      timeout: 100_000,
    });
    expect(readdirSync(folder)).toEqual(["page.pdf"]);
  },
  120_000,
);
