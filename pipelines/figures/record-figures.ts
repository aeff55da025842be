import {z} from "zod";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {publishedReleases} from "../releases/history.ts";
import {wholeReleaseFile} from "../releases/must-be-whole.ts";
import {mustBeUnbroken} from "../releases/unbroken.ts";
import {causeText} from "./cause-text.ts";
import {type ChangesBehind, compareIngredients} from "./changes.ts";
import {FIRST, ingredientsAround, rollbackCause} from "./record-causes.ts";
import {recordSeries} from "./record-series.ts";

/** The same as recordPublished, for what loads or publishes after it. UserError where a release that was recorded is lost. */
export async function recordFigures(ledger: Warehouse, home: Home): Promise<void> {
  mustBeUnbroken(home, [...(await recordedReleases(ledger))]);
  await recordPublished(ledger, home);
}

/**
 * Brings the figure ledger up to the current release. A release is published first and recorded afterwards, from its
 * own file: a process that dies in between leaves a release that the next run records here. Nothing to record, nothing written.
 */
export async function recordPublished(ledger: Warehouse, home: Home): Promise<void> {
  const known = await recordedReleases(ledger);
  for (const release of publishedReleases(home))
    if (!known.has(release.releaseId)) await recordRelease(ledger, home, release);
  await recordSeries(ledger, home);
}

async function recordedReleases(ledger: Warehouse): Promise<Set<string>> {
  const recorded = await ledger.rows(statement("ledger.recorded_releases"));
  return new Set(recorded.map(({release_id}) => String(release_id)));
}

async function recordRelease(ledger: Warehouse, home: Home, release: ReleaseHeader): Promise<void> {
  await ledger.attach(wholeReleaseFile(home, release.releaseId), "published");
  try {
    const changed = z.array(changedFigure).parse(await ledger.rows(statement("ledger.changed_figures")));
    const causeOf = release.rollback === null ? causes(home, release) : () => rollbackCause(release);
    await ledger.transaction(async () => {
      await ledger.run(statement("ledger.insert_release"), {
        release_id: release.releaseId,
        released_on: release.releasedOn,
        input_hash: release.inputHash,
      });
      await insertRecords(
        ledger,
        changed.map((figure) => ({...figure, cause: causeOf(figure)})),
      );
    });
  } finally {
    await ledger.detach("published");
  }
}

function causes(home: Home, release: ReleaseHeader): (figure: ChangedFigure) => string {
  const around = ingredientsAround(home, release);
  const changesBehind = around && compareIngredients(around.before, around.after);
  return (figure) => causeOf(figure, changesBehind);
}

const recordColumns = {
  release_number: "integer",
  kpi_id: "varchar",
  fiscal_year: "integer",
  period_kind: "varchar",
  period_end: "date",
  scope_id: "varchar",
  bureau_code: "varchar",
  value: "double",
  numerator: "double",
  denominator: "double",
  observation_status: "varchar",
  previous_value: "double",
  cause: "varchar",
} as const;

const status = z.enum(["provisional", "final", "withheld", "absent"]);
const changedFigure = z.strictObject({
  kpi_id: z.string(),
  fiscal_year: z.int(),
  period_kind: z.string(),
  period_end: z.iso.date(),
  scope_id: z.string(),
  bureau_code: z.string().nullable(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  observation_status: status,
  previous_value: z.number().nullable(),
  previous_status: status.nullable(),
  is_moved: z.boolean(),
});

type ChangedFigure = z.infer<typeof changedFigure>;

function causeOf(figure: ChangedFigure, changesBehind: ChangesBehind | undefined): string {
  const {observation_status, previous_status, is_moved} = figure;
  if (previous_status === null) return FIRST;
  if (observation_status === "withheld") return "少人数のため秘匿に変更";
  if (previous_status === "withheld") return "秘匿を解除";
  if (is_moved || observation_status === "absent") return causeText(changesBehind?.(figure));
  return observation_status === "final" ? "速報から確定へ" : "確定から速報へ";
}

async function insertRecords(ledger: Warehouse, figures: (ChangedFigure & {cause: string})[]): Promise<void> {
  const [row] = await ledger.rows(statement("ledger.last_release_number"));
  await insertRows(ledger, {
    table: "figures.records",
    columns: recordColumns,
    rows: figures.map(({previous_status: _, is_moved: __, ...record}) => ({
      release_number: Number(row?.number),
      ...record,
    })),
  });
}
