import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {approve, approveFor, sendBack} from "../../pipelines/build/approve.ts";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {planOf} from "../../pipelines/build/plan.ts";
import {publicationOf} from "../../pipelines/build/publication.ts";
import {run} from "../../pipelines/build/run.ts";
import {currentRelease, readManifest} from "../../pipelines/releases/history.ts";
import {send} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {
  CORRECTION,
  PLANNED_AT,
  planned,
  SILENT,
  type WaitingCity,
  WHO,
  waitingCityForTests,
} from "./waiting-city.ts";

const waitingCity = waitingCityForTests();

const at = (now: string, {home}: WaitingCity) => ({home, now: new Date(now), log: SILENT});
const ANOTHER = {by: "部長 佐藤", reason: "見直した"};

/** The note of a candidate as another account would have written it. */
function sentBackByAnother({home, releaseId}: WaitingCity): void {
  const note = JSON.parse(JSON.stringify(waitingCandidate(home)));
  const account = {name: "窓口:sato", sudo_user: null};
  note.sentBack = {by: "部長 佐藤", reason: "3人の名前が抜けている", account, at: "2025-06-04T01:00:00.000Z"};
  writeFileSync(join(home.candidates, `${releaseId}.json`), JSON.stringify(note));
}

describe("sent back", () => {
  test("whoever sent it back may think again; the note is gone with the candidate", async () => {
    const city = waitingCity();
    await sendBack(city.releaseId, WHO, at(PLANNED_AT, city));
    const publication = await publicationOf(city.home);
    expect(publication).toMatchObject({kind: "waiting", candidate_id: city.releaseId});
    expect(JSON.stringify(publication)).toContain("差し戻されています");
    expect((await approve(city.releaseId, ANOTHER, at(PLANNED_AT, city))).releaseId).toBe(city.releaseId);
    expect(waitingCandidate(city.home)).toBeUndefined();
  });

  test("by another: it is approved by nobody, by no run, and the reason is told", async () => {
    const city = waitingCity();
    const before = currentRelease(city.home);
    sentBackByAnother(city);
    await expect(approve(city.releaseId, WHO, at(PLANNED_AT, city))).rejects.toThrow("3人の名前が抜けている");
    const hour = {...WHO, publishAt: "2025-06-05 10:00"};
    await expect(approveFor(city.releaseId, hour, at(PLANNED_AT, city))).rejects.toThrow("部長 佐藤");
    expect((await run(at(PLANNED_AT, city))).outcome.kind).toBe("waiting");
    expect(kaikaku(city.root, ["plan", "--clock-is-right"]).stdout).toContain("3人の名前が抜けている");
    expect(currentRelease(city.home)).toEqual(before);
  });

  test("made anew of other files it is another candidate", async () => {
    const city = waitingCity();
    sentBackByAnother(city);
    send(city.home, {"時間外_6月訂正.csv": CORRECTION.replaceAll("2024-05", "2024-06")});
    await planned(city.home);
    const fresh = waitingCandidate(city.home);
    expect(fresh?.sentBack).toBeNull();
    await approve(String(fresh?.manifest.releaseId), WHO, at(PLANNED_AT, city));
  });

  test("planned again of the same it stays sent back", async () => {
    const city = waitingCity();
    sentBackByAnother(city);
    await planned(city.home);
    expect(waitingCandidate(city.home)?.sentBack?.by).toBe("部長 佐藤");
  });

  test("another candidate's name and a blank reason are refused by the command", () => {
    const city = waitingCity();
    const command = (name: string, reason: string) =>
      kaikaku(city.root, ["send-back", name, "--by", "部長", "--reason", reason]);
    expect(command("2025-01-01-abcdef", "違う")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("待っている候補は"),
    });
    expect(command(city.releaseId, "　")).toMatchObject({status: 1, stderr: expect.stringContaining("理由")});
    expect(command(city.releaseId, "見直し")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("差し戻しました"),
    });
  });
});

describe("agreed for an hour", () => {
  const hour = {...WHO, publishAt: "2025-06-05 10:00"};

  test("nothing is public before it; the first run after it publishes under that approval", async () => {
    const city = waitingCity();
    const before = currentRelease(city.home);
    expect(await approveFor(city.releaseId, hour, at(PLANNED_AT, city))).toBe("2025-06-05T01:00:00.000Z");
    expect((await run(at("2025-06-05T00:59:59Z", city))).outcome.kind).toBe("waiting");
    expect(currentRelease(city.home)).toEqual(before);
    expect((await run(at("2025-06-05T01:00:00Z", city))).outcome.kind).toBe("published");
    expect(readManifest(city.home, city.releaseId).approval).toMatchObject({
      ...WHO,
      account: expect.anything(),
    });
    expect(readManifest(city.home, city.releaseId).publishedAt).toBe("2025-06-05T01:00:00.000Z");
  });

  test("a file that came meanwhile, even one that is held, takes the agreement away", async () => {
    const city = waitingCity();
    await approveFor(city.releaseId, hour, at(PLANNED_AT, city));
    send(city.home, {
      "時間外_8月訂正.csv": `${CORRECTION.replaceAll("2024-05", "2024-08")}\n000001,x,平日時間外,通常,1:00`,
    });
    expect((await run(at("2025-06-05T02:00:00Z", city))).outcome.kind).toBe("waiting");
    const candidate = waitingCandidate(city.home);
    expect(candidate?.agreed).toBeNull();
    if (candidate)
      expect(JSON.stringify((await planOf(city.home, candidate)).reasons)).not.toContain("承認されて");
  });

  test("sent back it is not published at its hour", async () => {
    const city = waitingCity();
    await approveFor(city.releaseId, hour, at(PLANNED_AT, city));
    await sendBack(city.releaseId, WHO, at(PLANNED_AT, city));
    expect((await run(at("2025-06-05T02:00:00Z", city))).outcome.kind).toBe("waiting");
  });

  test.each([
    ["yesterday's", "2025-06-03 10:00", "もう過ぎています"],
    ["no day", "2025-06-31 10:00", "読めません"],
    ["no hour", "2025-06-05", "読めません"],
    ["far off", "2026-06-05 10:00", "90日以内"],
  ])("%s hour is refused", async (_, publishAt, words) => {
    const city = waitingCity();
    await expect(approveFor(city.releaseId, {...WHO, publishAt}, at(PLANNED_AT, city))).rejects.toThrow(
      words,
    );
    expect(waitingCandidate(city.home)?.agreed).toBeNull();
  });
});
