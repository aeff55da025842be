import {existsSync} from "node:fs";
import {basename, join} from "node:path";
import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import {fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import type {HeldFile, HeldRows, PersonHoldings} from "../../../schemas/person-holdings.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {archivedFile, readingArchived} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import type {Log} from "../../installation/log.ts";
import {whySystem} from "../../installation/plain-file.ts";
import {keyMark, staffKeySecret} from "../../installation/staff-key-secret.ts";
import {systemCode} from "../../installation/system-code.ts";
import {markInLedger} from "../../ledger/hold-to-key.ts";
import {readingLedger} from "../../ledger/read.ts";
import {staffKey} from "../judge/staff-key.ts";
import {mendingOriginals} from "../leave/mending-notes.ts";
import {
  archivedOriginals,
  refusedNames,
  refusedUntil,
  type Terms,
  unknownArchived,
} from "../leave/originals.ts";
import {inboxFiles} from "../load/inbox.ts";
import {findNumber} from "./find-number.ts";

interface Search {
  home: Home;
  terms: Terms;
  log: Pick<Log, "progress">;
}

/**
 * Where an installation holds one person: rows of the ledger under the key of the staff number, and the number itself in
 * every file that is kept as it was sent. Releases hold no rows of people. UserError without the ledger's key.
 */
export async function personHoldings(number: string, {home, terms, log}: Search): Promise<PersonHoldings> {
  const loaded = existsSync(home.ledger)
    ? await readingLedger(home, (ledger) => inLedger(ledger, number, {home, terms, log}))
    : {rows: [], cells: [], archived: []};
  const {rows, cells, archived} = loaded;
  const outside = [
    ...refusedNames(home).map((name) => ({
      path: join(home.refused, name),
      file: {kind: "refused" as const, name, batch_ids: [], until: refusedUntil(home, name, terms)},
    })),
    ...inboxFiles(home).map((path) => ({
      path,
      file: {kind: "inbox" as const, name: visibleLine(basename(path)), batch_ids: [], until: null},
    })),
  ];
  const looked = await lookInto([...archived, ...outside], number, {home, log});
  const ids = new Set(
    [
      ...rows,
      ...cells,
      ...looked.files.flatMap(({batch_ids}) => batch_ids.map((batch_id) => ({batch_id}))),
    ].map(({batch_id}) => batch_id),
  );
  const workbooks = mendingOriginals(home, terms).filter(({batch_id}) => ids.has(batch_id ?? 0));
  return {rows, cells, ...looked, workbooks: workbooks.map(({name}) => name)};
}

interface Kept {
  /** Undefined where it is gone. */
  path: string | undefined;
  file: Omit<HeldFile, "places" | "count">;
}

async function inLedger(
  ledger: Warehouse,
  number: string,
  {home, terms}: Search,
): Promise<Pick<PersonHoldings, "rows" | "cells"> & {archived: Kept[]}> {
  if (keyMark(home) === null || (await markInLedger(ledger)) !== keyMark(home))
    throw new UserError(
      `職員番号の鍵（${home.secret}）がないか、台帳を作ったときの鍵と違うので、台帳の中のその人の行を調べられません。鍵の写しを置いてから、もう一度実行してください。`,
    );
  const key = String(staffKey(number, staffKeySecret(home)));
  const originals = await archivedOriginals(ledger, home, terms);
  return {
    rows: await rowsOf(ledger, key),
    cells: z
      .array(cellsOfBatch)
      .parse(await ledger.rows(statement("ledger.cells_with_text"), {text: number})),
    archived: [
      ...originals.map(({name, batch_ids, sha256, until}) => ({
        path: archivedFile(home, sha256),
        file: {kind: "archive" as const, name, batch_ids, until},
      })),
      ...(await unknownArchived(ledger, home)).map((name) => ({
        path: join(home.archive, name),
        file: {kind: "archive" as const, name, batch_ids: [], until: null},
      })),
    ],
  };
}

const cellsOfBatch = z.strictObject({batch_id: z.int(), count: z.int()});

const heldRows = z.strictObject({
  batch_id: z.int(),
  file_name: z.string(),
  row_count: z.int(),
  from: z.string(),
  to: z.string(),
  is_in_force: z.boolean(),
});

async function rowsOf(ledger: Warehouse, key: string): Promise<HeldRows[]> {
  const found: HeldRows[] = [];
  for (const contract of shippedContracts.filter(hasPeople)) {
    const {source, title, isRestricted = false, period} = contract;
    const rows = await ledger.rows(statement("ledger.rows_of_person"), {source, staff_key: key});
    for (const {from, to, ...row} of z.array(heldRows).parse(rows))
      found.push({
        ...row,
        source_title: title,
        is_restricted: isRestricted,
        ...(period === "whole" ? {from: null, to: null} : {from, to}),
      });
  }
  return found;
}

function hasPeople(contract: Contract): boolean {
  return fieldsOf(contract).some(({meta}) => meta.kind === "staff_number");
}

async function lookInto(
  kept: Kept[],
  number: string,
  {home, log}: Omit<Search, "terms">,
): Promise<Pick<PersonHoldings, "files" | "unread">> {
  const looked: Pick<PersonHoldings, "files" | "unread"> = {files: [], unread: []};
  for (const [index, {path, file}] of kept.entries()) {
    log.progress("ファイルの中を調べる", index + 1, kept.length);
    if (path === undefined) continue;
    try {
      const search = (readable: string) => findNumber(home, readable, number);
      const found = await (file.kind === "archive" ? readingArchived(home, path, search) : search(path));
      if (found.count > 0) looked.files.push({...file, ...found});
    } catch (error) {
      const isSystems = error instanceof Error && systemCode(error) !== undefined;
      if (!isSystems && !(error instanceof UserError)) throw error;
      looked.unread.push({name: file.name, why: isSystems ? whySystem(error) : error.message});
    }
  }
  return looked;
}
