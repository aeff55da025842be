import {existsSync} from "node:fs";
import {addAll} from "../../schemas/add-all.ts";
import type {Contract} from "../../schemas/contract.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Row, Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {isWorking} from "../installation/working-alone.ts";
import {refusalText} from "../ledger/change-text.ts";
import {changedContents, changeTexts} from "../ledger/changed-contents.ts";
import {isCountedOtherwise} from "../ledger/contents.ts";
import {contractChanges} from "../ledger/contract-changes.ts";
import {readingAnyLedger} from "../ledger/read.ts";
import {hasContents, isReadable, ledgerVersion} from "../ledger/version.ts";
import {hasManifest, publishedReleases} from "../releases/history.ts";
import {lostReleases} from "../releases/unbroken.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/**
 * Whether the ledger is whole and the program's. What the program would add to it by itself (a source, a column) is
 * nobody's trouble: raw tables are counted as they are there, not as the contracts say.
 */
export const LEDGER_PROBE: Probe = {title: "台帳", examine: ledger};

const FROM_BACKUP = "控えから戻してください（npx kaikaku restore）";
const REBUILD =
  "npx kaikaku rebuild で、保管してあるファイルから台帳を作り直してください（できないときは控えから: npx kaikaku restore）";

const LOST_LEDGER: Trouble = {
  state: "fault",
  what: "公開版があるのに、台帳（ledger.duckdb）がありません",
  mend: FROM_BACKUP,
};

interface Findings {
  version: number;
  refusal: string | undefined;
  /** What is not as it was loaded: a line each. */
  changed: string[];
  recorded: string[];
}

async function ledger({home}: Installation): Promise<Trouble[]> {
  if (!existsSync(home.ledger)) return publishedReleases(home).length === 0 ? [] : [LOST_LEDGER];
  const published = settledReleases(home);
  const findings = await readingAnyLedger(home, (open) => lookAt(open, contractsOf(home.city)));
  return [
    ...shapeTroubles(findings),
    ...findings.changed.map((what): Trouble => ({state: "fault", what, mend: REBUILD})),
    ...releaseTroubles(home, published, findings.recorded),
  ];
}

async function lookAt(open: Warehouse, contracts: readonly Contract[]): Promise<Findings> {
  await readThrough(open);
  const version = await ledgerVersion(open);
  const {refusals} = await contractChanges(open, contracts);
  const recorded = await open.rows(statement("ledger.recorded_releases"));
  return {
    version,
    refusal: refusals.length > 0 ? refusalText(refusals) : undefined,
    changed: await changed(open, version),
    recorded: recorded.map(({release_id}) => String(release_id)),
  };
}

/** Every block of the file has a checksum of its own, which is looked at when the block is read. */
async function readThrough(open: Warehouse): Promise<void> {
  const tables = await open.rows(statement("ledger.tables_of_ledger"));
  for (const {schema_name, table_name} of tables)
    await open.rows(statement("ledger.hash_of_table"), {relation: `${schema_name}.${table_name}`});
}

/** A ledger from before contents were noted, and one that another engine noted, can only be held against its counts of rows. */
async function changed(open: Warehouse, version: number): Promise<string[]> {
  if (hasContents(version) && !(await isCountedOtherwise(open)))
    return changeTexts(open, await changedContents(open));
  if (!isReadable(version)) return [];
  const rows = await unaccounted(open);
  return rows.map(
    ({file_name, batch_id}) => `受付番号${batch_id}（${file_name}）の行数が、受け付けたときと違います`,
  );
}

/** Counted is what is there, not what the contracts say: either may have a source that the other has not. */
async function unaccounted(open: Warehouse): Promise<Row[]> {
  const sources = new Set((await open.rows(statement("ledger.stored_columns"))).map(({source}) => source));
  const counts: Row[] = [];
  for (const source of sources)
    addAll(counts, await open.rows(statement("ledger.raw_row_counts"), {source: String(source)}));
  return open.rows(statement("ledger.unaccounted_batches"), {counts: JSON.stringify(counts)});
}

function shapeTroubles({version, refusal}: Findings): Trouble[] {
  if (refusal !== undefined)
    return [
      {state: "fault", what: refusal, mend: "言われたとおりに、プログラムを直すか前のものに戻してください"},
    ];
  if (isReadable(version)) return [];
  return [
    {
      state: "warning",
      what: `台帳（ledger.duckdb）は、前のプログラムの形（版 ${version}）のままです`,
      mend: "npx kaikaku upgrade（数値を前と比べてから新しくする）か npx kaikaku run（すぐ新しくする）を実行してください",
    },
  ];
}

/**
 * Releases that should be recorded by now. Whoever works just now records one by itself a moment after it is published: looked
 * at before the ledger is, and before it is asked whether somebody works, so that none is young.
 */
function settledReleases(home: Home): string[] {
  const published = publishedReleases(home).map(({releaseId}) => releaseId);
  return isWorking(home) ? [] : published;
}

function releaseTroubles(home: Home, published: string[], recorded: string[]): Trouble[] {
  return [
    ...published
      .filter((releaseId) => !recorded.includes(releaseId))
      .map(
        (releaseId): Trouble => ({
          state: "warning",
          what: `公開版 ${releaseId} の数値がまだ記録されていません`,
          mend: "npx kaikaku run を実行すると記録します",
        }),
      ),
    ...lostReleases(home, recorded).map(
      (releaseId): Trouble => ({
        state: "fault",
        what: hasManifest(home, releaseId)
          ? `公開版 ${releaseId} が、今の公開版を示すファイル（current.json）からたどれません`
          : `公開版 ${releaseId} の作成記録（manifest）がありません`,
        mend: `${home.releases} から移したか消したものを元に戻すか、${FROM_BACKUP}`,
      }),
    ),
  ];
}
