import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {openWritable} from "../../pipelines/engine/open.ts";
import {quoted} from "../../pipelines/engine/quoted.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import {UNITED_MARTS} from "../../pipelines/unite/brought-releases.ts";
import {folderManifest, type RelationFile} from "../../schemas/release-folder.ts";

interface Simulated {
  /** Folder of a real release, whose values are scaled. */
  like: string;
  into: string;
  count: number;
  /** How many times the usual staff each has. */
  times?: number;
  /** Which values the body of that place tells, as SQL. */
  tells?: (index: number) => string;
}

/** Staff of the body of that place among all, from the largest down: some thousands, most some hundreds, the last a dozen. */
function staffOf(index: number): number {
  return Math.max(12, Math.round(9_000 / (1 + index / 12) ** 0.9));
}

const KINDS = ["市", "町", "村"];

/**
 * Folders of releases as of so many bodies: counts in proportion to their staff, rates shifted by a few points; unless told, every third
 * is without half of the indicators. Returns the folders.
 */
export async function simulateBodies({
  like,
  into,
  count,
  times = 1,
  tells = everyThirdHalf,
}: Simulated): Promise<string[]> {
  const engine = await openWritable(":memory:");
  const manifest = folderManifest.parse(JSON.parse(readFileSync(join(like, "manifest.json"), "utf8")));
  const relations = manifest.files.filter(({relation}) =>
    Object.keys(UNITED_MARTS).some((mart) => relation === `marts.${mart}`),
  );
  try {
    for (const {relation, file} of relations)
      await engine.run(
        `create table ${relation.replace("marts.", "")} as from read_parquet(${quoted(join(like, file))})`,
      );
    await engine.run("delete from fct_kpi_values where bureau_code is not null");
    const folders = [];
    for (let index = 0; index < count; index += 1) {
      const folder = join(into, `body-${index}`);
      mkdirSync(folder, {recursive: true});
      const name = `見本の${KINDS[index % 3]}${index}`;
      const files: RelationFile[] = [];
      for (const relation of relations) {
        const path = join(folder, relation.file);
        const isScaled = /dim_city$|fct_kpi_values$/.test(relation.relation);
        if (!isScaled) copyFileSync(join(like, relation.file), path);
        const rows = isScaled
          ? await engine.run(
              `copy (${scaled(relation.relation, {index, name, times, tells: tells(index)})}) to ${quoted(path)} (format parquet)`,
            )
          : relation.rows;
        const {sha256, byteCount: bytes} = fingerprintOf(path);
        files.push({...relation, rows, sha256, bytes});
      }
      writeFileSync(join(folder, "manifest.json"), JSON.stringify({...manifest, files}));
      folders.push(folder);
    }
    return folders;
  } finally {
    engine.close();
  }
}

function everyThirdHalf(index: number): string {
  return index % 3 === 2 ? "kpi_id < 'm'" : "true";
}

interface Body {
  index: number;
  name: string;
  times: number;
  tells: string;
}

function scaled(relation: string, {index, name, times, tells}: Body): string {
  const table = basename(relation.replace("marts.", ""));
  if (table === "dim_city") return `select * replace (${quoted(name)} as city_name) from dim_city`;
  const share = (times * staffOf(index)) / 13_000;
  const shift = 0.7 + ((index * 37) % 60) / 100;
  return `select * replace (
      case when denominator is null then round(value * ${share}, 3) when numerator is null then round(value * ${shift}, 4)
        else 100 * least(round(denominator * ${share}), round(numerator * ${share * shift})) / greatest(round(denominator * ${share}), 1) end as value,
      case when denominator is null then round(numerator * ${share}, 3)
        else least(round(denominator * ${share}), round(numerator * ${share * shift})) end as numerator,
      case when denominator is not null then greatest(round(denominator * ${share}), 1) end as denominator
    ) from fct_kpi_values where ${tells}`;
}
