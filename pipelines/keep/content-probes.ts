import {existsSync} from "node:fs";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {someOf} from "../../schemas/some-of.ts";
import type {Home} from "../installation/home.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {isKey} from "../installation/staff-key-place.ts";
import {keyMark} from "../installation/staff-key-secret.ts";
import {markInLedger} from "../ledger/hold-to-key.ts";
import {readingAnyLedger} from "../ledger/read.ts";
import {brokenSince} from "../releases/broken-folder.ts";
import {releaseFile, releaseFolder} from "../releases/files.ts";
import {currentRelease, publishedReleases} from "../releases/history.ts";
import {isDamaged} from "../releases/must-be-whole.ts";
import {forgottenReleases} from "../releases/told-by-releases.ts";
import {ACCESS_PROBE} from "./access-probe.ts";
import {ARCHIVE_PROBE} from "./archive-probe.ts";
import {LEDGER_PROBE} from "./ledger-probe.ts";
import {ORIGINALS_PROBE} from "./originals-probe.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** What an installation knows: key, ledger, kept files, releases, the log of who read what. */
export const CONTENT_PROBES: Probe[] = [
  {title: "職員番号の鍵", examine: key},
  LEDGER_PROBE,
  ARCHIVE_PROBE,
  ORIGINALS_PROBE,
  {title: "公開版", examine: releases},
  ACCESS_PROBE,
];

const FROM_BACKUP = "控えから戻してください（npx kaikaku restore）";

/** A ledger that cannot be read is the next probe's finding. */
async function key({home}: Installation): Promise<Trouble[]> {
  if (!existsSync(home.secret)) return existsSync(home.ledger) ? [keyTrouble(home, "がありません")] : [];
  if (!isKey(readOwnFile(home.secret).toString("utf8"))) return [keyTrouble(home, "の中身が壊れています")];
  const wanted = existsSync(home.ledger)
    ? await readingAnyLedger(home, markInLedger).catch(() => undefined)
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

function releases({home}: Installation): Trouble[] {
  const current = currentRelease(home);
  if (!current) return [];
  const chain = publishedReleases(home);
  if (chain.at(-1)?.releaseId !== current.releaseId)
    return [{state: "fault", what: `公開版 ${current.releaseId} の作成記録がありません`, mend: FROM_BACKUP}];
  return [
    ...chain.flatMap((release) => releaseTrouble(home, release, release.releaseId === current.releaseId)),
    ...forgottenReleases(home)
      .filter((releaseId) => releaseId !== current.releaseId)
      .map(forgotten),
  ];
}

function forgotten(releaseId: string): Trouble {
  return {
    state: "fault",
    what: `本体を消した公開版 ${releaseId} が局区の人数をどう示したかの控え（releases の told-counts.json、told-overtime.json、told-sums.json）がないか、壊れています。引き算で分かる人数がないかを確かめられないので、次の公開ができません`,
    mend: FROM_BACKUP,
  };
}

function releaseTrouble(home: Home, {releaseId, file, folder}: ReleaseHeader, isCurrent: boolean): Trouble[] {
  const path = releaseFile(home, releaseId);
  if (!existsSync(path)) return isCurrent ? [missing(releaseId)] : []; // retention removes old ones
  if (isDamaged(path, file))
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
