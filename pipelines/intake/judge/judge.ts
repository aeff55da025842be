import {appendingTo} from "../../engine/append-columns.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Question} from "../../ledger/hold.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";
import type {FieldTexts} from "../read/cell-blocks.ts";
import type {TextTable} from "../read/text-table.ts";
import {type BadCell, type Rest, restOf} from "./bad-cells.ts";
import {composedTexts} from "./composed-texts.ts";
import {rawColumns} from "./gather-rows.ts";
import {learn, nothingLearnt} from "./learn-texts.ts";
import {notePrivateUse, nothingPrivate} from "./note-private-use.ts";
import {peopleIn} from "./people-in.ts";
import {exampleOf, refuseTooMany, refuseTooManyCells} from "./too-many-rows.ts";

/** rowCount = acceptedCount + quarantinedCount + ignoredCount, always. */
export interface Judgement {
  rowCount: number;
  acceptedCount: number;
  quarantinedCount: number;
  ignoredCount: number;
  badCells: BadCell[];
  /** People of all its rows, good or not, by their keys; asked for only where something is wrong. */
  people: () => Set<bigint>;
  /** What the texts of its columns leave open. */
  questions: Question[];
  /** Accepted texts with characters that other machines do not have. */
  notes: string[];
}

export interface JudgeOptions {
  batchId: number;
  secret: Buffer;
}

/**
 * Judges a whole table and adds its good rows to the raw table of its source. The engine judges each distinct text of a
 * column once, so that the grammar of dates and numbers costs next to nothing per row. Runs inside the caller's transaction.
 */
export async function judge(
  ledger: Warehouse,
  {contract, ignoredCount, columnCount, cells}: TextTable,
  {batchId, secret}: JudgeOptions,
): Promise<Judgement> {
  const {texts: written, blocks, placeOf, questions} = cells();
  const texts = composedTexts(written);
  const learnt = judgedFields(contract).map((field, index) =>
    nothingLearnt(field, texts[index] as FieldTexts),
  );
  const seen = nothingPrivate(learnt);
  const tally: Judgement = {
    rowCount: ignoredCount,
    acceptedCount: 0,
    quarantinedCount: 0,
    ignoredCount,
    badCells: [],
    people: () => peopleIn(learnt, brokenTexts, secret),
    questions: [],
    notes: seen.notes,
  };
  const brokenTexts: string[][] = [];
  let rowIndex = 0;
  const columns = ["batch_id", "period", ...learnt.map(({field}) => field.storedName)];
  await appendingTo(ledger, {schema: "raw", table: contract.source, columns}, async (append) => {
    for await (const block of blocks) {
      for (const field of learnt) await learn(ledger, field, {contract, secret});
      const {rowCount, columns: values} = rawColumns(block, learnt, {contract, batchId});
      append(rowCount, values);
      notePrivateUse(seen, block, {learnt, placeOf});
      tally.acceptedCount += rowCount;
      tally.rowCount += block.rowCount + block.broken.length;
      if (rowCount < block.rowCount || block.broken.length > 0)
        addRest(tally, restOf(block, rowIndex, {learnt, placeOf, columnCount}));
      for (const {texts: ofLine} of block.broken) brokenTexts.push(ofLine);
      rowIndex += block.rowCount;
    }
  });
  return {...tally, questions: questions()};
}

function addRest(tally: Judgement, {badCells, badRowCount, brokenCount, blankCount}: Rest): void {
  for (const badCell of badCells) tally.badCells.push(badCell);
  tally.quarantinedCount += badRowCount + brokenCount;
  tally.ignoredCount += blankCount;
  const example = exampleOf(tally.badCells[0]);
  refuseTooMany(tally.quarantinedCount, example);
  refuseTooManyCells(tally.badCells.length, example);
}
