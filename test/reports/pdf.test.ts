import {spawn} from "node:child_process";
import {once} from "node:events";
import {chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {delimiter, join} from "node:path";
import {afterEach, expect, test, vi} from "vitest";
import {browserChoices} from "../../reports/print/browser-choices.ts";
import {bundledBrowser} from "../../reports/print/bundled-browser.ts";
import {withPrinter} from "../../reports/print/pdf.ts";
import {readPdf} from "../../reports/verify/read-pdf.ts";
import {UserError} from "../../schemas/errors.ts";

afterEach(() => vi.unstubAllEnvs());

test("a page runs no script and sees nothing but its own folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kaikaku-outside-"));
  const outside = join(folder, "secret.html");
  await writeFile(outside, "<p>OUTSIDE</p>");
  const html = `<!doctype html><html lang="ja"><title>t</title><p>INSIDE</p><iframe src="file://${outside}"></iframe>
    <img src="http://127.0.0.1:9/x.png"><script>document.body.append("SCRIPT")</script></html>`;
  const {pdf, pages} = await withPrinter((printer) =>
    printer.print({html, assets: [], date: "2024-10-15", keywords: "test"}),
  );
  const read = await readPdf(pdf);
  expect(pages).toBe(1);
  expect(read.pages[0]?.text).toBe("INSIDE");
  await rm(folder, {recursive: true});
});

test("a browser that happens to be installed is never taken, one that is asked for comes first", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kaikaku-path-"));
  const chrome = join(folder, "chromium");
  await writeFile(chrome, "");
  await chmod(chrome, 0o755);
  const env = {...process.env, KAIKAKU_CHROME: undefined, PATH: `${folder}${delimiter}${process.env.PATH}`};
  const choices = await Array.fromAsync(browserChoices(env));
  const {program} = await bundledBrowser(env);
  expect(choices.map((choice) => choice.program)).toEqual([program, program]);
  expect(await firstProgram({PATH: folder, KAIKAKU_CHROME: process.execPath})).toBe(process.execPath);
  await rm(folder, {recursive: true});
});

test("a system without a bundled browser is told to name one", async () => {
  for (const machine of [{platform: "darwin"}, {platform: "win32"}, {arch: "arm64"}]) {
    vi.stubGlobal("process", Object.setPrototypeOf({...machine}, process));
    await expect(firstProgram({})).rejects.toThrow(/同梱しています。.*KAIKAKU_CHROME/);
    vi.unstubAllGlobals();
  }
});

test("a setting that names no file, or no browser, is told in Japanese", async () => {
  await expect(firstProgram({KAIKAKU_CHROME: "/no/such/chrome"})).rejects.toThrow(
    /KAIKAKU_CHROME の「\/no\/such\/chrome」がありません/,
  );
  vi.stubEnv("KAIKAKU_CHROME", "/bin/false");
  await expect(
    withPrinter((printer) => printer.print({html: "", assets: [], date: "2024-10-15", keywords: "test"})),
  ).rejects.toThrow(UserError);
});

test("only root prints without the browser's sandbox; anybody else is told what is missing", async () => {
  for (const [uid, hasSandbox] of [
    [0, false],
    [1000, true],
  ] as const) {
    const who = vi.spyOn(process, "getuid").mockReturnValue(uid);
    const choices = await Array.fromAsync(browserChoices(process.env));
    who.mockRestore();
    expect(choices.length).toBeGreaterThan(0);
    expect(choices.map((choice) => choice.hasSandbox)).toEqual(choices.map(() => hasSandbox));
  }
});

test.runIf(process.getuid?.() === 0)("where the sandbox does not start, nothing is printed", async () => {
  const who = vi.spyOn(process, "getuid").mockReturnValue(1000); // root's own browser refuses to start a sandbox
  const printing = withPrinter((printer) =>
    printer.print({html: "", assets: [], date: "2024-10-15", keywords: "test"}),
  );
  await expect(printing).rejects.toThrow(/保護なしでは起動しません/);
  who.mockRestore();
});

test("the temporary folder is gone afterwards, also when the work fails", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kaikaku-tmp-"));
  vi.stubEnv("TMPDIR", folder);
  const failing = withPrinter(async () => {
    throw new Error("broken");
  });
  await expect(failing).rejects.toThrow("broken");
  expect((await readdir(folder)).filter((name) => name.startsWith("kaikaku-print"))).toEqual([]);
  await rm(folder, {recursive: true, force: true});
});

test.runIf(process.platform === "linux")(
  "the browser ends and its folder goes when its parent is killed",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "kaikaku-kill-"));
    const script = `
    import {withPrinter} from ${JSON.stringify(new URL("../../reports/print/pdf.ts", import.meta.url).href)};
    await withPrinter(async (printer) => {
      await printer.print({html: "<title>t</title>", assets: [], date: "2024-10-15", keywords: "test"});
      process.stdout.write("started"); return new Promise(() => setInterval(() => {}, 1000)); });`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
      env: {...process.env, TMPDIR: folder},
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(parent.stdout, "data");
    expect(await processesNaming(folder)).not.toEqual([]);
    parent.kill("SIGKILL");
    // The browser, and the shell that removes the folder until it stays away.
    await vi.waitUntil(async () => (await processesNaming(folder)).length === 0, {
      timeout: 40_000,
      interval: 50,
    });
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, {recursive: true, force: true});
  },
);

test("what a dead process left behind is removed by the next print, and what a living one uses is not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kaikaku-left-"));
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  await mkdir(join(folder, `kaikaku-print-${child.pid}-dead`));
  await mkdir(join(folder, `kaikaku-print-${process.ppid}-alive`));
  await withPrinter(async () => {}, folder);
  expect(await readdir(folder)).toEqual([`kaikaku-print-${process.ppid}-alive`]);
  await rm(folder, {recursive: true});
});

async function firstProgram(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for await (const {program} of browserChoices(env)) return program;
  return undefined;
}

async function processesNaming(text: string): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return ids.filter((_, index) => lines[index]?.includes(text));
}
