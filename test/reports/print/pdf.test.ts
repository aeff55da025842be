import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {type AddressInfo, createServer} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, expect, onTestFinished, test, vi} from "vitest";
import {withPrinter} from "../../../reports/print/pdf.ts";
import {usualPrinting} from "../../../reports/print/with-browser.ts";
import {readPdf} from "../../../reports/verify/read-pdf.ts";
import {UserError} from "../../../schemas/errors.ts";
import {temporaryFolder} from "../../temporary-folder.ts";
import {fakeBrowser, WITHOUT_SANDBOX_ONLY} from "./fake-browser.ts";

afterEach(() => vi.unstubAllEnvs());

test.for(["as this machine offers it", "without the sandbox"])(
  "a page runs no script and sees nothing but its own folder: %s",
  async (how) => {
    if (how === "without the sandbox")
      vi.stubEnv("KAIKAKU_CHROME", await fakeBrowser(temporaryFolder(), WITHOUT_SANDBOX_ONLY));
    const folder = await mkdtemp(join(tmpdir(), "kaikaku-outside-"));
    const outside = join(folder, "secret.html");
    await writeFile(outside, "<p>OUTSIDE</p>");
    await writeFile(join(folder, "secret.css"), "body::after {content: 'OUTSIDE'}");
    await writeFile(join(folder, "secret.svg"), drawing("OUTSIDE"));
    const {port, connections} = await countingServer();
    const {pdf, pages} = await withPrinter((printer) =>
      printer.print({html: greedyPage(folder, port), assets: [], date: "2024-10-15", keywords: "test"}),
    );
    const read = await readPdf(pdf);
    expect(pages).toBe(1);
    expect(read.pages[0]?.text).toBe("INSIDE");
    expect(connections()).toBe(0);
    await rm(folder, {recursive: true});
  },
);

/** Asks for other files and for the network by every means that needs no script, and by script. */
function greedyPage(folder: string, port: number): string {
  const web = `http://127.0.0.1:${port}`;
  return `<!doctype html><html lang="ja"><title>t</title>
    <link rel="preconnect" href="${web}"><link rel="dns-prefetch" href="//example.com"><link rel="prefetch" href="${web}/p">
    <link rel="stylesheet" href="file://${folder}/secret.css"><link rel="stylesheet" href="${web}/s.css">
    <style>@import url("file://${folder}/secret.css"); @font-face {font-family: f; src: url("${web}/f.ttf")}
      p {font-family: f; background: url("${web}/b.png")}</style>
    <p>INSIDE</p><iframe src="file://${folder}/secret.html"></iframe><iframe src="${web}/i"></iframe>
    <object data="file://${folder}/secret.svg"></object><embed src="file://${folder}/secret.svg">
    <img src="${web}/x.png"><video hidden src="${web}/v.mp4" poster="${web}/v.png"></video>
    <script>document.body.append("SCRIPT"); fetch("${web}/fetch"); new WebSocket("ws://127.0.0.1:${port}")</script>
    <img src="data:image/png," onerror="document.body.append('SCRIPT')">`;
}

function drawing(text: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg"><text y="20">${text}</text></svg>`;
}

async function countingServer(): Promise<{port: number; connections: () => number}> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  return {port: (server.address() as AddressInfo).port, connections: () => count};
}

test("a program that is no browser is told in Japanese", async () => {
  vi.stubEnv("KAIKAKU_CHROME", "/bin/false");
  await expect(
    withPrinter((printer) => printer.print({html: "", assets: [], date: "2024-10-15", keywords: "test"})),
  ).rejects.toThrow(UserError);
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

test("the browser ends and its folder goes when its parent is killed", async ({skip}) => {
  skip(process.platform !== "linux", "processes are looked up in /proc");
  const folder = await mkdtemp(join(tmpdir(), "kaikaku-kill-"));
  const script = `
    import {withPrinter} from ${JSON.stringify(new URL("../../../reports/print/pdf.ts", import.meta.url).href)};
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
});

test("what a dead process left behind is removed by the next print, and what a living one uses is not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kaikaku-left-"));
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  await mkdir(join(folder, `kaikaku-print-${child.pid}-dead`));
  await mkdir(join(folder, `kaikaku-print-${process.ppid}-alive`));
  await withPrinter(async () => {}, {...usualPrinting(), scratch: folder});
  expect(await readdir(folder)).toEqual([`kaikaku-print-${process.ppid}-alive`]);
  await rm(folder, {recursive: true});
});

async function processesNaming(text: string): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return ids.filter((_, index) => lines[index]?.includes(text));
}
