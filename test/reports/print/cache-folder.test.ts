import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {expect, test, vi} from "vitest";
import {cacheFolder} from "../../../reports/print/cache-folder.ts";
import {temporaryFolder} from "../../temporary-folder.ts";

const OWN = join(import.meta.dirname, "../../../node_modules/.cache/kaikaku");

test("what can be made anew is kept in the account's cache, or beside the packages where that cannot be written", () => {
  const folder = temporaryFolder();
  expect(cacheFolder({XDG_CACHE_HOME: folder})).toBe(join(folder, "kaikaku"));
  expect(cacheFolder({XDG_CACHE_HOME: "/dev/null"})).toBe(OWN);
  mkdirSync(join(folder, "closed"), {mode: 0o500});
  const isRoot = process.getuid?.() === 0; // whom no mode keeps out
  const closed = join(folder, "closed");
  expect(cacheFolder({XDG_CACHE_HOME: closed})).toBe(isRoot ? join(closed, "kaikaku") : OWN);
});

test("a home that is not there is no home, and is not waited for", () => {
  expect(cacheFolder({XDG_CACHE_HOME: join(temporaryFolder(), "gone", "cache")})).toBe(OWN);
  if (process.platform === "linux") expect(cacheFolder({XDG_CACHE_HOME: "/proc/none/.cache"})).toBe(OWN);
});

// There whoever writes in the folder in which the person stands would give it the browser that it starts.
test("a cache without a root is none: it would be wherever the person stands", () => {
  vi.stubEnv("HOME", temporaryFolder());
  expect(cacheFolder({XDG_CACHE_HOME: "cache"})).toBe(join(process.env.HOME ?? "", ".cache", "kaikaku"));
  for (const home of ["", ".", "home"]) {
    vi.stubEnv("HOME", home);
    expect([home, cacheFolder({})]).toEqual([home, OWN]);
  }
  vi.unstubAllEnvs();
});
