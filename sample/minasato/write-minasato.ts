import {mkdirSync} from "node:fs";
import type {SampleOptions} from "../write-sample.ts";
import {writeActivity, writeMentalHealth, writeSurvey} from "./counts.ts";
import {writeLeave, writeParentalLeave} from "./leave.ts";
import {writeOvertime} from "./overtime.ts";
import {writePaper} from "./paper.ts";
import {makePeople} from "./people.ts";
import {writeBureaus, writeStaff} from "./staff.ts";

/**
 * Writes the source files of みなさと市 (見本データ): a fictional city of about 500 people that is not like the sample city,
 * April 2022 to September 2025, the same bytes on every machine. They speak the words of data/cities/minasato/sources.
 */
export function writeMinasato({outDir, log}: SampleOptions): string[] {
  mkdirSync(outDir, {recursive: true});
  const people = makePeople();
  const steps: [title: string, write: () => string[]][] = [
    ["部の一覧", () => writeBureaus(outDir)],
    ["職員の一覧", () => writeStaff(outDir, people)],
    ["残業", () => writeOvertime(outDir, people)],
    ["年休", () => writeLeave(outDir, people)],
    ["育休", () => writeParentalLeave(outDir, people)],
    ["コピー用紙", () => writePaper(outDir)],
    ["取組の数", () => writeActivity(outDir)],
    ["職員アンケート", () => writeSurvey(outDir)],
    ["心の健康", () => writeMentalHealth(outDir)],
  ];
  return steps.flatMap(([title, write]) => {
    const names = write();
    log(`見本データ ${title}: ${names.length}ファイル`);
    return names;
  });
}
