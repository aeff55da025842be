import {readdirSync, statSync, truncateSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test, vi} from "vitest";
import {bundledBrowser} from "../../../reports/print/bundled-browser.ts";
import {withPrinter} from "../../../reports/print/pdf.ts";
import {temporaryFolder} from "../../temporary-folder.ts";

const PAGE = {html: "<!doctype html><p>点検", assets: [], date: "2024-10-15", keywords: ""};

test("the unpacked browser is used as it lies there, and unpacked anew where a file is cut short or gone", async () => {
  const cache = temporaryFolder();
  const env = {...process.env, XDG_CACHE_HOME: cache};
  const {program, libraries} = await bundledBrowser(env);
  const size = statSync(program).size;
  const unpackedAt = statSync(program).mtimeMs;
  vi.stubEnv("XDG_CACHE_HOME", cache);
  await withPrinter((printer) => printer.print(PAGE));
  await bundledBrowser(env);
  expect(statSync(program).mtimeMs).toBe(unpackedAt);

  truncateSync(program, 1000);
  expect((await bundledBrowser(env)).program).toBe(program);
  expect(statSync(program).size).toBe(size);

  writeFileSync(join(libraries, "libnss3.so"), "");
  await bundledBrowser(env);
  expect(statSync(join(libraries, "libnss3.so")).size).toBeGreaterThan(100_000);
  expect(readdirSync(join(cache, "kaikaku")).filter((name) => name.startsWith("unpacking-"))).toEqual([]);
  vi.unstubAllEnvs();
});
