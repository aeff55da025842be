import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {someOf} from "../../schemas/some-of.ts";
import {contracts} from "../../schemas/sources.ts";
import {verifyQueryLog} from "../ask/query-log.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Row, Warehouse} from "../engine/open.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {type Home, isKey} from "../installation/home.ts";
import {keyMark} from "../installation/key-mark.ts";
import {markInLedger} from "../ledger/hold-to-key.ts";
import {readingLedger} from "../ledger/read.ts";
import {brokenSince} from "../releases/broken-folder.ts";
import {releaseFile, releaseFolder} from "../releases/files.ts";
import {currentRelease, hasManifest, publishedReleases} from "../releases/history.ts";
import type {Patient, Probe, Trouble} from "./probe.ts";

/** What an installation knows: key, ledger, kept files, releases, the log of questions. */
export const CONTENT_PROBES: Probe[] = [
  {title: "職員番号の鍵", examine: key},
  {title: "台帳", examine: ledger},
  {title: "保管したファイル", examine: archive},
  {title: "公開版", examine: releases},
  {title: "問合せの記録", examine: queryLog},
];

const FROM_BACKUP = "控えから戻してください（npx kaikaku restore）";

/** A ledger that cannot be read is the next probe's finding. */
async function key({home}: Patient): Promise<Trouble[]> {
  if (!existsSync(home.secret)) return existsSync(home.ledger) ? [keyTrouble(home, "がありません")] : [];
  if (!isKey(readFileSync(home.secret, "utf8"))) return [keyTrouble(home, "の中身が壊れています")];
  const wanted = existsSync(home.ledger)
    ? await readingLedger(home, markInLedger).catch(() => undefined)
    : undefined;
  return wanted === undefined || wanted === keyMark(home)
    ? []
    : [keyTrouble(home, "が、台帳を作ったときの鍵と違います")];
}

function keyTrouble({secret}: Home, what: string): Trouble {
  return {
    state: "fault",
    what: `鍵（secret）${what}。前の取込みと同じ人を結び付けられないため、何も取り込めません`,
    mend: `鍵の写しを ${secret} に置いてください`,
  };
}

async function ledger({home}: Patient): Promise<Trouble[]> {
  if (!existsSync(home.ledger)) return [];
  const [wrong, recorded] = await readingLedger(home, async (open) => {
    await readThrough(open);
    return [await unaccounted(open), await open.rows(statement("ledger.recorded_releases"))];
  });
  const known = recorded.map(({release_id}) => String(release_id));
  const published = publishedReleases(home).map(({releaseId}) => releaseId);
  return [
    ...wrong.map(
      ({file_name, batch_id}): Trouble => ({
        state: "fault",
        what: `受付番号${batch_id}（${file_name}）の行数が、受け付けたときと違います`,
        mend: FROM_BACKUP,
      }),
    ),
    ...published
      .filter((releaseId) => !known.includes(releaseId))
      .map(
        (releaseId): Trouble => ({
          state: "warning",
          what: `公開版 ${releaseId} の数値がまだ記録されていません`,
          mend: "npx kaikaku run を実行すると記録します",
        }),
      ),
    ...known
      .filter((releaseId) => !hasManifest(home, releaseId))
      .map(
        (releaseId): Trouble => ({
          state: "fault",
          what: `公開版 ${releaseId} の作成記録（manifest）がありません`,
          mend: FROM_BACKUP,
        }),
      ),
  ];
}

/** Every block of the file has a checksum of its own, which is looked at when the block is read. */
async function readThrough(ledger: Warehouse): Promise<void> {
  const tables = await ledger.rows(statement("ledger.tables_of_ledger"));
  for (const {schema_name, table_name} of tables)
    await ledger.rows(statement("ledger.hash_of_table"), {relation: `${schema_name}.${table_name}`});
}

async function unaccounted(ledger: Warehouse): Promise<Row[]> {
  const counts: Row[] = [];
  for (const {source} of contracts)
    counts.push(...(await ledger.rows(statement("ledger.raw_row_counts"), {source})));
  return ledger.rows(statement("ledger.unaccounted_batches"), {counts: JSON.stringify(counts)});
}

async function archive({home}: Patient): Promise<Trouble[]> {
  if (!existsSync(home.ledger)) return [];
  const batches = await readingLedger(home, (open) => open.rows(statement("ledger.received_files")));
  const kept = new Map(
    readdirSync(home.archive).map((name) => [name.split(".")[0], join(home.archive, name)]),
  );
  return batches.flatMap((batch) => keptTrouble(batch, kept.get(String(batch.sha256))));
}

function keptTrouble({batch_id, file_name, sha256}: Row, path: string | undefined): Trouble[] {
  const whole = path !== undefined && fingerprintOf(path).sha256 === sha256;
  if (whole) return [];
  const how = path === undefined ? "ありません" : "壊れています";
  return [
    {
      state: "fault",
      what: `受付番号${batch_id}（${file_name}）の保管ファイルが${how}`,
      mend: `${FROM_BACKUP}。数値には影響しません`,
    },
  ];
}

function releases({home}: Patient): Trouble[] {
  const current = currentRelease(home);
  if (!current) return [];
  const chain = publishedReleases(home);
  if (chain.at(-1)?.releaseId !== current.releaseId)
    return [{state: "fault", what: `公開版 ${current.releaseId} の作成記録がありません`, mend: FROM_BACKUP}];
  return chain.flatMap((release) => releaseTrouble(home, release, release.releaseId === current.releaseId));
}

function releaseTrouble(home: Home, {releaseId, file, folder}: ReleaseHeader, isCurrent: boolean): Trouble[] {
  const path = releaseFile(home, releaseId);
  if (!existsSync(path)) return isCurrent ? [missing(releaseId)] : []; // retention removes old ones
  if (file !== null && fingerprintOf(path).sha256 !== file.sha256)
    return [{state: "fault", what: `公開版 ${releaseId} の中身が、作ったときと違います`, mend: FROM_BACKUP}];
  const broken = brokenSince(releaseFolder(home, releaseId), folder);
  if (broken.length === 0) return [];
  return [
    {
      state: "fault",
      what: `公開版 ${releaseId} のParquetファイル${broken.length}件（${someOf(broken.slice(0, 1), broken.length)}）が、作ったときと違います`,
      mend: `フォルダー ${releaseFolder(home, releaseId)} を消して npx kaikaku run を実行すると、作り直します。数値には影響しません`,
    },
  ];
}

function missing(releaseId: string): Trouble {
  return {state: "fault", what: `今の公開版 ${releaseId} の本体がありません`, mend: FROM_BACKUP};
}

function queryLog({home}: Patient): Trouble[] {
  const found = verifyQueryLog(home);
  if (found.kind === "whole") return [];
  return [
    {
      state: "fault",
      what: `問合せの記録（queries.jsonl）が元のままではありません。${found.line}行目: ${found.why}`,
      mend: "控えの記録と比べて、書き換えた人と理由を確かめてください",
    },
  ];
}
