import {mkdirSync} from "node:fs";
import {writeActivity} from "./activity.ts";
import {makeCareers} from "./careers.ts";
import {writeDisability} from "./disability.ts";
import {writeLeave} from "./leave.ts";
import {writeMentalHealth} from "./mental-health.ts";
import {writeOvertime} from "./overtime.ts";
import {writeOvertimePay} from "./overtime-pay.ts";
import {writePaper} from "./paper.ts";
import {writeParentalLeave} from "./parental.ts";
import {readPublished} from "./published.ts";
import {writeBureaus, writeRosters} from "./rosters.ts";
import {writeSharedServices} from "./shared-services.ts";
import {writeSickLeave} from "./sick-leave.ts";
import {writeSurvey} from "./survey.ts";
import {writeTelework} from "./telework.ts";

export interface SampleOptions {
  outDir: string;
  log: (line: string) => void;
}

/**
 * Writes the source files of the sample city (見本データ): synthetic, April 2016 to September 2024, the same bytes on
 * every machine. Figures that were published come out of its person-level rows. Returns the names of the files.
 */
export async function writeSampleCity({outDir, log}: SampleOptions): Promise<string[]> {
  mkdirSync(outDir, {recursive: true});
  const published = readPublished();
  const people = makeCareers(published);
  const steps: [title: string, write: () => string[]][] = [
    ["局区一覧", () => writeBureaus(outDir)],
    ["職員名簿", () => writeRosters(outDir, people)],
    ["時間外勤務実績", () => writeOvertime(outDir, people, published)],
    ["年次休暇取得状況", () => writeLeave(outDir, people, published)],
    ["育児休業等届出", () => writeParentalLeave(outDir, people, published)],
    ["用紙使用量", () => writePaper(outDir, published)],
    ["テレワーク用PC", () => writeTelework(outDir, published)],
    ["障害者である職員の状況", () => writeDisability(outDir, people, published)],
    ["活動実績", () => writeActivity(outDir, published)],
    ["アンケート集計", () => writeSurvey(outDir, published)],
    ["メンタルヘルス対策実施状況", () => writeMentalHealth(outDir, published)],
    ["長期療養者", () => writeSickLeave(outDir, people, published)],
    ["総務事務センター実績", () => writeSharedServices(outDir, published)],
    ["時間外勤務手当支給額", () => writeOvertimePay(outDir, published)],
  ];
  return steps.flatMap(([title, write]) => {
    const names = write();
    log(`見本データ ${title}: ${names.length}ファイル`);
    return names;
  });
}
