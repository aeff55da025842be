import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {exportRelease} from "../../pipelines/releases/export.ts";
import {smallRelease} from "../ask/small-release.ts";
import {publishedCity} from "../figures/small-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a release's folder holds every relation, as the manifest says", async () => {
  const home = sampleHome(temporaryFolder());
  const release = await smallRelease(home.releases);
  const folder = join(home.output, "small");
  await exportRelease(home, {releaseId: "small", folder: () => folder});
  const {manifest} = await exportRelease(home, {releaseId: "small", folder: () => folder});
  expect(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"))).toEqual(manifest);
  expect(readdirSync(home.output)).toEqual(["small"]);
  expect(readdirSync(folder).sort()).toEqual(
    [".kaikaku-made.json", ...manifest.files.map(({file}) => file), "manifest.json"].sort(),
  );
  const engine = await openWritable(":memory:");
  await engine.run(`attach '${release}' as small (read_only)`);
  for (const {relation, file, rows, sha256, columns} of manifest.files) {
    const path = join(folder, file);
    expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(sha256);
    expect(await engine.rows(`(from small.${relation} except all from '${path}')`)).toEqual([]);
    expect(await engine.rows(`select count(*)::integer as rows from '${path}'`)).toEqual([{rows}]);
    const described = await engine.rows(`describe from '${path}'`);
    expect(described.map(({column_name}) => column_name)).toEqual(columns.map(({name}) => name));
  }
  engine.close();
});

/** Types that every reader of Parquet gets as they are, the engine's own writer included. */
const PLAIN = ["INTEGER", "BIGINT", "DOUBLE", "DATE", "BOOLEAN", "VARCHAR"];

test("every relation of a city's release has plain types, so that its folder loses no digit", async () => {
  const home = await publishedCity(temporaryFolder());
  const folder = join(home.output, "city");
  const {manifest} = await exportRelease(home, {releaseId: undefined, folder: () => folder});
  const odd = manifest.files.flatMap(({relation, columns}) =>
    columns.filter(({type}) => !PLAIN.includes(type)).map(({name, type}) => `${relation}.${name} ${type}`),
  );
  expect([manifest.files.length > 30, odd]).toEqual([true, []]);
});

test("a release that is not there leaves no folder", async () => {
  const home = sampleHome(temporaryFolder());
  await expect(
    exportRelease(home, {releaseId: "none", folder: () => join(home.output, "none")}),
  ).rejects.toThrow("まだ公開版がありません");
  expect(readdirSync(home.output)).toEqual([]);
});
