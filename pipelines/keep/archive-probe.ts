import {existsSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {someOf} from "../../schemas/some-of.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Row} from "../engine/open.ts";
import {archivedNames, contentOf, isWhole, openArchived} from "../installation/archive.ts";
import type {Home} from "../installation/home.ts";
import {isSealedName} from "../installation/seal.ts";
import {sealKey} from "../installation/seal-key.ts";
import {isWorking} from "../installation/working-alone.ts";
import {departedContents} from "../ledger/departures.ts";
import {withHelpOfLedger} from "./beside-ledger.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** Whether every file that was loaded lies in the archive as it came (or left it by record), and sealed where that is wanted. */
export const ARCHIVE_PROBE: Probe = {title: "保管したファイル", examine: archive};

const FROM_BACKUP = "控えから戻してください（npx kaikaku restore）";

async function archive({home}: Installation): Promise<Trouble[]> {
  if (!existsSync(home.ledger)) return [];
  const locked = lockedTrouble(home);
  if (locked) return [locked];
  return withHelpOfLedger(home, async (open) =>
    archiveTroubles(home, await open.rows(statement("ledger.received_files")), await departedContents(open)),
  );
}

function archiveTroubles(home: Home, batches: Row[], departed: Map<string, unknown>): Trouble[] {
  const kept = new Map(archivedNames(home).map((name) => [contentOf(name), join(home.archive, name)]));
  return [
    ...missingTrouble(
      batches.filter(({sha256}) => !kept.has(String(sha256)) && !departed.has(String(sha256))),
    ),
    ...batches.flatMap((batch) => damageTrouble(home, batch, kept.get(String(batch.sha256)))),
    ...unknownTrouble(home, new Set(batches.map(({sha256}) => String(sha256)))),
    ...openTrouble(home),
  ];
}

/** A process that died between keeping a file and noting it leaves one that no rule takes away; one that works is about to note it. */
function unknownTrouble(home: Home, known: ReadonlySet<string>): Trouble[] {
  const unknown = archivedNames(home).filter((name) => !known.has(contentOf(name)));
  if (unknown.length === 0 || isWorking(home)) return [];
  return [
    {
      state: "warning",
      what: `どの受付にもない保管ファイルがあります（取込みの途中で止まった跡。${someOf(unknown.slice(0, SHOWN), unknown.length)}）`,
      mend: "同じファイルをもう一度取り込むと受付に結び付きます。もう送られてこないものは archive フォルダーから消してください。職員番号が入ったままで、残す期間では消えません",
    },
  ];
}

/** Without its key nothing of a sealed archive can be looked at: said once, not file by file. */
function lockedTrouble(home: Home): Trouble | undefined {
  if (!archivedNames(home).some(isSealedName)) return undefined;
  try {
    if (sealKey(home)) return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {state: "fault", what: error.message, mend: "言われたとおりに直してください"};
  }
  return {
    state: "fault",
    what: "暗号化した保管ファイルがありますが、鍵の場所が settings.yaml にありません",
    mend: "暗号化したときの鍵の場所を、settings.yaml に encryption の key_file として書いてください",
  };
}

const SHOWN = 3;

function missingTrouble(batches: Row[]): Trouble[] {
  if (batches.length === 0) return [];
  const shown = batches.slice(0, SHOWN).map(({batch_id, file_name}) => `受付番号${batch_id} ${file_name}`);
  return [
    {
      state: "fault",
      what: `保管ファイルがありません（${someOf(shown, batches.length)}）`,
      mend: `${FROM_BACKUP}。原本を入れない控えから戻したときは、前の設備の archive フォルダーを写してください。数値には影響しません`,
    },
  ];
}

function damageTrouble(home: Home, {batch_id, file_name}: Row, path: string | undefined): Trouble[] {
  const how = path && damageOf(home, path);
  if (!how) return [];
  return [
    {
      state: "fault",
      what: `受付番号${batch_id}（${file_name}）の保管ファイルが${how}`,
      mend: `${FROM_BACKUP}。数値には影響しません`,
    },
  ];
}

function damageOf(home: Home, path: string): string | undefined {
  try {
    return isWhole(home, path) ? undefined : "壊れています";
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `開けません: ${error.message}`;
  }
}

function openTrouble(home: Home): Trouble[] {
  if (!wantsSealing(home)) return [];
  const count = openArchived(home).length;
  if (count === 0) return [];
  return [
    {
      state: "warning",
      what: `暗号化していない保管ファイルが${count.toLocaleString("ja-JP")}件あります`,
      mend: "npx kaikaku seal を実行すると暗号化します",
    },
  ];
}

/** What is wrong with the settings is another probe's finding. */
function wantsSealing(home: Home): boolean {
  try {
    return sealKey(home) !== undefined;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
