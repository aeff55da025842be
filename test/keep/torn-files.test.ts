import {appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest";
import {approve} from "../../pipelines/build/approve.ts";
import {candidateFile, waitingCandidate} from "../../pipelines/build/candidate.ts";
import {nothingNewSince} from "../../pipelines/build/nothing-new.ts";
import {planOf} from "../../pipelines/build/plan.ts";
import {run} from "../../pipelines/build/run.ts";
import {isJournalStrange, readJournal, tidyJournal} from "../../pipelines/due/journal.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {CONTENT_PROBES} from "../../pipelines/keep/content-probes.ts";
import {NOTES_PROBE} from "../../pipelines/keep/notes-probe.ts";
import {examine} from "../../pipelines/keep/probe.ts";
import {SERVICE_PROBE} from "../../pipelines/keep/service-probe.ts";
import {exportRelease} from "../../pipelines/releases/export.ts";
import {
  currentFile,
  manifestFile,
  readableRelease,
  releaseFile,
  releaseFolder,
} from "../../pipelines/releases/files.ts";
import {currentRelease, readManifest} from "../../pipelines/releases/history.ts";
import {notePrinted} from "../../pipelines/releases/printed-note.ts";
import {readHealth} from "../../pipelines/service/health-file.ts";
import {UserError} from "../../schemas/errors.ts";
import {overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const NOW = new Date("2025-06-04T00:00:00Z");
const WHO = {by: "課長 山田", reason: "確かめた"};

/** How a note may be found: torn, of another version of the program, something else altogether. */
const DAMAGES: [how: string, damage: (text: string) => string][] = [
  ["torn", (text) => text.slice(0, text.length / 2)],
  ["empty", () => ""],
  ["of another version", () => '{"format":9,"what":"else"}'],
  ["null", () => "null"],
];

/** What is derived is thrown away and made anew; what remembers is told, with the way out; `doctor` names both. */
describe("a file of the installation that is", () => {
  const {folder, remove} = lastingFolder();
  let count = 0;
  let home: Home;
  let said: string[] = [];

  const options = () => ({
    home,
    now: NOW,
    log: {info: (line: string) => said.push(line), warn: () => {}, progress: () => {}},
  });
  const troubles = async (): Promise<string[]> => {
    const found = await examine([...CONTENT_PROBES, NOTES_PROBE, SERVICE_PROBE], {home, now: NOW});
    return found.filter(({state}) => state !== "ok").map(({what, mend}) => `${what} → ${mend}`);
  };
  const current = (): string => currentRelease(home)?.releaseId ?? "";

  /** A published release, and a candidate that waits for a person. */
  beforeAll(async () => {
    home = await publishedCity(join(folder, "template"));
    send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "500:00")].join("\n")});
    expect((await run({...options(), now: new Date("2025-06-03T00:00:00Z")})).outcome.kind).toBe("waiting");
  }, 120_000);

  beforeEach(() => {
    count += 1;
    said = [];
    cpSync(join(folder, "template"), join(folder, `home-${count}`), {recursive: true});
    home = sampleHome(join(folder, `home-${count}`));
  });

  afterAll(remove);

  function damageNote(damage: (text: string) => string): string {
    const [note = ""] = readdirSync(home.candidates).filter((name) => name.endsWith(".json"));
    const file = join(home.candidates, note);
    writeFileSync(file, damage(readFileSync(file, "utf8")));
    return file;
  }

  test.each(DAMAGES)("%s: a candidate's note counts as none and is made anew by run", async (_, damage) => {
    const name = waitingCandidate(home)?.manifest.releaseId ?? "";
    const file = damageNote(damage);
    expect((await troubles()).join()).toContain(file);
    await expect(approve(name, WHO, options())).rejects.toThrow(
      /待っている候補はありません。npx kaikaku plan/,
    );
    const {outcome} = await run(options());
    expect(outcome.kind).toBe("waiting");
    expect(said.join()).toContain("作り直します");
    expect(await troubles()).toEqual([]);
    await approve(waitingCandidate(home)?.manifest.releaseId ?? "", WHO, options());
  });

  test("damaged: a candidate's body is made anew, too", async () => {
    const waiting = waitingCandidate(home);
    const file = candidateFile(home, waiting?.manifest.releaseId ?? "");
    writeFileSync(file, readFileSync(file).fill(0, 20_000, 24_000));
    expect(waitingCandidate(home)).toBeUndefined();
    expect((await run(options())).outcome.kind).toBe("waiting");
    const made = waitingCandidate(home);
    if (!made) throw new Error("no candidate waits");
    expect((await planOf(home, made)).diff?.moved.length).toBeGreaterThan(0);
  });

  test.each(DAMAGES)("%s: the note that nothing is new is passed over", (_, damage) => {
    writeFileSync(
      home.nothingNew,
      damage('{"release":{"releaseId":"a","inputHash":"b"},"printed":"","state":"","month":"2025-06"}'),
    );
    expect(nothingNewSince(home, NOW)).toBeUndefined();
  });

  test.each(DAMAGES)(
    "%s: the service's health is passed over until it is said anew, and doctor tells it",
    async (_, damage) => {
      const {health} = serviceFiles(home);
      writeFileSync(health, damage('{"pid":1,"started_at":"2025-06-04T00:00:00Z"}'));
      expect(readHealth(health)).toBeUndefined();
      expect((await troubles()).join()).toMatch(/様子の記録.*壊れています.*30秒以内/);
    },
  );

  test("of another version: lines of the service's journal are kept for it, and doctor tells them", async () => {
    const {journal} = serviceFiles(home);
    const [began, strange] = [
      '{"kind":"began","at":"2025-06-04T00:00:00Z"}',
      '{"kind":"postponed","job":"x"}',
    ];
    writeFileSync(journal, [began, strange, '{"kind":"sta', ""].join("\n"));
    expect(readJournal(journal)).toHaveLength(1);
    expect((await troubles()).join()).toMatch(/journal\.jsonl）に、読めない行があります/);
    tidyJournal(journal);
    expect(readFileSync(journal, "utf8").split("\n")).toEqual([began, strange, ""]);
    writeFileSync(journal, `${began}\n{"kind":"sta`);
    expect(isJournalStrange(journal)).toBe(false);
    writeFileSync(journal, Buffer.alloc(4096));
    expect(isJournalStrange(journal)).toBe(true);
  });

  test.each(DAMAGES)(
    "%s: what was printed from a release is not guessed; the message names the file and the way out",
    async (_, damage) => {
      notePrinted(home, current(), "scorecard_R6Q1.pdf");
      const file = join(home.releases, `${current()}.printed.json`);
      const before = readFileSync(file, "utf8");
      writeFileSync(file, damage(before));
      rmSync(home.candidates, {recursive: true});
      sampleHome(join(folder, `home-${count}`));
      await expect(run(options())).rejects.toThrow(UserError);
      await expect(run(options())).rejects.toThrow(/printed\.json」が壊れています。控えに/);
      expect((await troubles()).join()).toContain(file);
      writeFileSync(file, before);
      expect((await run(options())).outcome.kind).toBe("waiting");
      expect(await troubles()).toEqual([]);
    },
  );

  test.each(DAMAGES)(
    "%s: which release is current is told with the way out, also to who only reads",
    async (_, damage) => {
      writeFileSync(currentFile(home), damage(readFileSync(currentFile(home), "utf8")));
      const message = /current\.json」が壊れています。控えから戻してください/;
      expect(() => readableRelease(home)).toThrow(message);
      expect(() => currentRelease(home)).toThrow(message);
      await expect(run(options())).rejects.toThrow(message);
      expect((await troubles()).join()).toMatch(message);
    },
  );

  test.each(DAMAGES)("%s: a release's record is told with the way out", async (_, damage) => {
    const file = manifestFile(home, current());
    writeFileSync(file, damage(readFileSync(file, "utf8")));
    const message = /manifest\.json」が壊れています。控えから戻してください/;
    await expect(run(options())).rejects.toThrow(message);
    expect((await troubles()).join()).toMatch(message);
  });

  test("of a later version: a release's record is read for what is known of it", () => {
    const file = manifestFile(home, current());
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    const before = readManifest(home, current());
    manifest.ingredients.weather = "fine";
    writeFileSync(file, JSON.stringify({...manifest, later: true}));
    expect(readManifest(home, current())).toEqual(before);
  });

  test("damaged: Parquet files are given anew by export, and by run once their folder is gone", async () => {
    const made = releaseFolder(home, current());
    const noted = readManifest(home, current()).folder;
    appendFileSync(join(made, "marts.dim_kpis.parquet"), "x");
    const found = await troubles();
    expect(found.join()).toContain(`フォルダー ${made} を消して npx kaikaku run`);
    const given = join(home.output, "given");
    await exportRelease(home, {releaseId: current(), folder: () => given});
    expect(readFileSync(join(given, "manifest.json"))).toEqual(readFileSync(join(made, "manifest.json")));
    rmSync(made, {recursive: true});
    await run(options());
    expect(said.join()).toContain(`${current()} のParquetファイルがなかったので、作り直しました`);
    expect(await troubles()).toEqual([]);
    expect(readManifest(home, current()).folder).toEqual(noted);
  });

  test("damaged: a release's own file is no source of Parquet files", async () => {
    const file = releaseFile(home, current());
    writeFileSync(file, readFileSync(file).fill(0, 20_000, 24_000));
    rmSync(releaseFolder(home, current()), {recursive: true});
    await expect(
      exportRelease(home, {releaseId: current(), folder: () => join(home.output, "given")}),
    ).rejects.toThrow(/作ったときと違います/);
    expect(existsSync(join(home.output, "given"))).toBe(false);
  });
});
