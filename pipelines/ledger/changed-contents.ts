import {UserError} from "../../schemas/errors.ts";

import {shippedContracts} from "../../schemas/sources.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {type Content, countedContents, notedContents} from "./contents.ts";

/** A batch of which a table holds something else than was written. */
export interface ChangedContent {
  batchId: number;
  relation: string;
  /** Rows written and rows there; the same where only what stands in them was changed. */
  rows: {written: number; there: number};
}

/** What is not as it was written; nothing in a ledger that is whole. */
export async function changedContents(ledger: Warehouse): Promise<ChangedContent[]> {
  return differences(await notedContents(ledger), await countedContents(ledger));
}

/** Batches and tables of which two counts do not agree. */
export function differences(written: Content[], there: Content[]): ChangedContent[] {
  const [before, now] = [byPlace(written), byPlace(there)];
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((place) => {
    const [one, other] = [before.get(place), now.get(place)];
    const known = one ?? other;
    if (!known || (one?.row_count === other?.row_count && one?.content === other?.content)) return [];
    const rows = {written: one?.row_count ?? 0, there: other?.row_count ?? 0};
    return [{batchId: known.batch_id, relation: known.relation, rows}];
  });
}

function byPlace(contents: Content[]): Map<string, Content> {
  return new Map(contents.map((content) => [`${content.batch_id} ${content.relation}`, content]));
}

/** One line for each: 「時間外勤務実績「時間外_2024.csv」（受付番号4）: 24行のうち、値の変わった行があります」. */
export async function changeTexts(ledger: Warehouse, changes: ChangedContent[]): Promise<string[]> {
  const rows = await ledger.rows(statement("ledger.sources_of_batches"));
  const batches = new Map(rows.map(({batch_id, source, file_name}) => [batch_id, {source, file_name}]));
  return changes.map(({batchId, relation, rows: counts}) => {
    const batch = batches.get(batchId);
    const title = shippedContracts.find(({source}) => source === batch?.source)?.title ?? batch?.source;
    const file = batch ? `${title}「${batch.file_name}」` : "受付の記録がないファイル";
    return `${file}（受付番号${batchId}）: ${nameOf(relation)}${whatOf(counts)}`;
  });
}

const NAMES: Record<string, string> = {
  "intake.batches": "受付の記録",
  "intake.batch_periods": "期間の記録",
  "intake.quarantined_cells": "読めなかったセルの記録",
  "intake.hold_reasons": "保留の理由",
  "intake.decisions": "受付・取下げの決定",
  "intake.readings": "読み方の記録",
  "intake.words": "読んだときの市の言葉の記録",
  "intake.questions": "尋ねたことの記録",
  "intake.replaces": "どのファイルの代わりかの記録",
  "intake.absent_units": "まだ届いていない局区の記録",
  "intake.hands": "取り込んだ・決めた利用者の記録",
};

function nameOf(relation: string): string {
  return NAMES[relation] ?? "データの行";
}

function whatOf({written, there}: ChangedContent["rows"]): string {
  if (written === there) return `の中身が変わっています（${count(written)}行のどれか）`;
  return `が${count(written)}行から${count(there)}行に変わっています`;
}

function count(rows: number): string {
  return rows.toLocaleString("ja-JP");
}

const NAMED = 5;

/** UserError when somebody changed what the ledger holds: nothing is loaded into it and nothing is made of it. */
export async function mustBeAsWritten(ledger: Warehouse): Promise<void> {
  const changes = await changedContents(ledger);
  if (changes.length === 0) return;
  const texts = await changeTexts(ledger, changes);
  throw new UserError(
    [
      `台帳の中身が、取り込んだときと違います（${count(changes.length)}か所）。届いたファイルのせいではなく、台帳（ledger.duckdb）がこのプログラムの外で書き換えられています。何も取り込まず、何も公開していません。`,
      ...texts.slice(0, NAMED).map((text) => `・${text}`),
      ...(texts.length > NAMED ? [`・ほか${count(texts.length - NAMED)}か所`] : []),
      "npx kaikaku rebuild で、保管してあるファイルから台帳を作り直してください（できないときは控えから: npx kaikaku restore）。",
    ].join("\n"),
  );
}
