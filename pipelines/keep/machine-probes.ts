import {largest} from "../../schemas/extremes.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import {freeBytes} from "../installation/free-space.ts";
import {leftovers} from "../installation/sweep.ts";
import {isWorking} from "../installation/working-alone.ts";
import {publishedReleases} from "../releases/history.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";
import {RIGHTS_PROBE} from "./rights-probe.ts";

const GIGABYTE = 1024 ** 3;
/** A run on the whole city needs some 1.5 GB beside what lies there. */
const ENOUGH_GB = 5;
const LEAST_GB = 2;

/** What the machine must give: space, rights, the right time, order. */
export const MACHINE_PROBES: Probe[] = [
  {title: "ディスクの空き", examine: space},
  RIGHTS_PROBE,
  {title: "時計", examine: clock},
  {title: "残り物", examine: remains},
];

function space({home}: Installation): Trouble[] {
  const free = freeBytes(home.root) / GIGABYTE;
  if (free >= ENOUGH_GB) return [];
  return [
    {
      state: free < LEAST_GB ? "fault" : "warning",
      what: `空きが${free.toFixed(1)}GBしかありません`,
      mend: "不要なファイルを消すか、KAIKAKU_HOME で広いディスクに移してください",
    },
  ];
}

/** A little ahead may be another machine's clock; a clock that lost its battery starts years ago. */
const TOLERANCE_MS = 10 * 60 * 1000;

function clock({home, now}: Installation): Trouble[] {
  const latest = largest(
    publishedReleases(home).map(({publishedAt}) => Date.parse(publishedAt)),
    0,
  );
  if (latest <= now.getTime() + TOLERANCE_MS) return [];
  return [
    {
      state: "warning",
      what: `この機械の時計（${japaneseTime(now)}）が、公開済みの版の時刻（${japaneseTime(new Date(latest))}）より遅れています`,
      mend: "時計を合わせてください。公開の順番は時計によらないので、公開版は壊れていません",
    },
  ];
}

/** What lies there while somebody works is that one's. */
function remains({home}: Installation): Trouble[] {
  if (isWorking(home)) return [];
  const files = leftovers(home);
  if (files.length === 0) return [];
  return [
    {
      state: "warning",
      what: `途中でやめた処理の残り物が${files.length}件あります（動いている処理のものかもしれません）`,
      mend: "次の npx kaikaku run が片付けます",
    },
  ];
}
