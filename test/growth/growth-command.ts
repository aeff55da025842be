/** `npm run growth [-- --months 120 --out growth.csv]`: ten years of monthly runs with a clock of their own; prints time and disk. */
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {commandOptions} from "../command-options.ts";
import {type GrowthPoint, grow} from "./growth.ts";

const HELP = `npm run growth -- [options]: years of monthly runs with a clock of their own; prints time and disk

  --months N   how many (120)
  --out FILE   where the measurements go (growth.csv)`;

const {values} = commandOptions(HELP, {
  months: {type: "string", default: "120"},
  out: {type: "string", default: "growth.csv"},
});
const MEGABYTE = 1_000_000;
const MARKS = 40;

const folder = mkdtempSync(join(tmpdir(), "kaikaku-growth-"));
const points: GrowthPoint[] = [];
for await (const point of grow(join(folder, "home"), Number(values.months))) {
  points.push(point);
  write(values.out);
  process.stdout.write(`${line(point)}\n`);
}
rmSync(folder, {recursive: true});
process.stdout.write(`\n${chart("run time (s)", ({runMs}) => runMs / 1000)}\n`);
process.stdout.write(`${chart("processor time of a run (s)", ({cpuMs}) => cpuMs / 1000)}\n`);
process.stdout.write(`${chart("disk (MB)", ({total}) => total / MEGABYTE)}\n`);
process.stdout.write(`${chart("rows that no figure rests on", ({unusedRows}) => unusedRows)}\n`);

function write(file: string): void {
  const rows = points.map(({month, runMs, cpuMs, ledger, releases, archive, total, rawRows, unusedRows}) =>
    [month, Math.round(runMs), Math.round(cpuMs), ledger, releases, archive, total, rawRows, unusedRows].join(
      ",",
    ),
  );
  writeFileSync(
    file,
    `month,run_ms,cpu_ms,ledger_bytes,releases_bytes,archive_bytes,total_bytes,raw_rows,unused_rows\n${rows.join("\n")}\n`,
  );
}

function line({month, runMs, cpuMs, ledger, releases, total, rawRows, unusedRows}: GrowthPoint): string {
  const mb = (bytes: number) => (bytes / MEGABYTE).toFixed(1).padStart(7);
  return `${month}  ${(runMs / 1000).toFixed(1)} s (processor ${(cpuMs / 1000).toFixed(1)} s)  ledger ${mb(ledger)} MB  releases ${mb(releases)} MB  all ${mb(total)} MB  rows ${rawRows} (unused ${unusedRows})`;
}

/** The mean of each year as a bar, so that a trend is seen and one slow month is not. */
function chart(title: string, value: (point: GrowthPoint) => number): string {
  const years = [...Map.groupBy(points, (_, index) => Math.floor(index / 12))].map(([year, ofYear]) => ({
    year: `year ${String(year + 1).padStart(2)}`,
    mean: ofYear.reduce((sum, point) => sum + value(point), 0) / ofYear.length,
  }));
  const most = Math.max(...years.map(({mean}) => mean));
  const bars = years.map(
    ({year, mean}) => `${year} ${"█".repeat(Math.round((mean / most) * MARKS))} ${mean.toFixed(1)}`,
  );
  return [title, ...bars].join("\n");
}
