import {rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {windowFiles} from "../../pipelines/installation/window-files.ts";
import {releaseFile} from "../../pipelines/releases/files.ts";
import {currentRelease, publishedReleases} from "../../pipelines/releases/history.ts";
import type {FigureMove} from "../../schemas/explanation.ts";
import type {WindowNews} from "../../schemas/window-news.ts";
import {ReleasesDrawn} from "../../web/drawn/releases-drawn.ts";
import {News} from "../../web/news/news.ts";
import {readAgain} from "../../web/news/same-as-release.ts";
import {Published} from "../../web/tasks/published.ts";
import {runCommand} from "../../web/tasks/run-command.ts";
import {relay} from "../alerts/relay.ts";
import {publishCorrection} from "./corrections.ts";
import {addAccount, type Browserless, type Office, officeForTests} from "./office.ts";

const office = officeForTests();

async function untilTold(visitor: Browserless): Promise<string> {
  const release = currentRelease(office().home)?.releaseId ?? "";
  const end = Date.now() + 60_000;
  for (;;) {
    const text = await (await visitor.get("/news")).text();
    if (text.includes(`公開版 ${release}`) || Date.now() > end) return text;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The letter that stands on the page of the news. */
const letterIn = (page: string) => /<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page)?.[1] ?? "";

test("after a publication each gets the own part, only what changed, once, and by mail where there is an address", async () => {
  const {home, book, signedIn} = office();
  const post = await relay();
  const mail = {
    enabled: true,
    host: "127.0.0.1",
    port: post.port,
    from: "kaikaku@example.lg.jp",
    to: ["a@example.lg.jp"],
  };
  writeFileSync(join(home.root, "settings.yaml"), JSON.stringify({mail}));
  for (const id of ["nobody", "paper"]) await addAccount(book, id, ["viewer"], "");
  const [viewer, sender, paper, nobody] = await Promise.all(
    ["viewer", "sender", "paper", "nobody"].map(signedIn),
  );
  if (!viewer || !sender || !paper || !nobody) throw new Error("nobody is in");
  await viewer.post("/news", {all: "1", email: ""});
  await sender.post("/news", {section: "1", email: "jinji@example.lg.jp"});
  await paper.post("/news", {kpi: "paper_sheets", email: ""});
  expect(await (await paper.post("/news", {email: "no address"})).status).toBe(303);
  expect(await (await paper.get("/news")).text()).toContain("name@example.lg.jp");
  expect(book.find("paper")?.subscriptions).toEqual([{kind: "kpi", of: "paper_sheets"}]);

  await publishCorrection(home, "時間外_2024-05_訂正.csv", "500:00");
  const told = letterIn(await untilTold(viewer));
  expect(told).toContain("時間外_2024-05_訂正.csv");
  expect(told).toMatch(/480時間超の職員　令和6年度：1 → 2/);
  // Once: another scope of the same indicator has a number of its own under that name.
  expect(told.match(/480時間超の職員　令和6年度：/g)).toHaveLength(1);
  const letter = await post.letter();
  expect(letter.to).toEqual(["jinji@example.lg.jp"]);
  expect(letterIn(await untilTold(sender))).toContain("480時間超の職員");
  expect(letterIn(await untilTold(paper))).toContain("変わったところはありません");
  expect(letterIn(await untilTold(nobody))).toBe("");

  const all = await (await signedIn("office")).get("/news/all");
  const text = await all.text();
  expect(text).toContain("メールで送った");
  expect(text).toContain("jinji@example.lg.jp");
  expect(text).not.toContain("nobodyさん");
  expect((await viewer.get("/news/all")).status).toBe(403);

  // The next publication tells what is new in it and nothing of what was told before; the first letter does not go again.
  await publishCorrection(home, "時間外_2024-05_再訂正.csv", "10:00");
  const next = letterIn(await untilTold(viewer));
  expect(next).toMatch(/480時間超の職員　令和6年度：2 → 1/);
  expect(next).toContain("時間外_2024-05_再訂正.csv");
  expect((await post.letter()).source).not.toBe(letter.source);

  // A window that was closed while both came tells what they changed together: the correction was taken back.
  const releases = publishedReleases(home).map(({releaseId}) => releaseId);
  const toldLast = releases.at(-3) ?? "";
  writeFileSync(windowFiles(home).news, JSON.stringify({from: "", release: toldLast, letters: []}));
  const late = await toldLate(office());
  expect(late).toMatchObject({from: toldLast, release: releases.at(-1)});
  const viewers = late?.letters.find(({account_id}) => account_id === "viewer");
  expect(viewers?.lines.filter(({name}) => name.startsWith("480時間超の職員"))).toEqual([]);

  // Where the release that was told last was removed by rule, they begin with the earliest that is still there.
  const [gone = "", earliest] = releases;
  rmSync(releaseFile(home, gone));
  writeFileSync(windowFiles(home).news, JSON.stringify({from: "", release: gone, letters: []}));
  expect(await toldLate(office())).toMatchObject({from: earliest, release: releases.at(-1)});
}, 240_000);

/** What a window tells that is opened only now. */
async function toldLate({home, book}: Pick<Office, "home" | "book">): Promise<WindowNews | undefined> {
  const late = new News(home);
  const drawn = new ReleasesDrawn(home.root);
  const ask = (accountId: string, words: string[]) => runCommand({root: home.root, accountId, words});
  const published = new Published(home);
  await late.look({home, address: "", book, published, drawn, ask, clock: () => new Date()});
  drawn.end();
  return late.last();
}

test("a number that the release says otherwise, or does not have, is found before a letter goes", async () => {
  const move = {
    ...{
      kpi_id: "k",
      fiscal_year: 2024,
      period_kind: "year",
      period_end: "2025-03-31",
      scope_id: "s",
      bureau_code: null,
    },
    ...{figure: "F-k-R6", short_name: "指標", decimals: 0, from_status: "final", from_value: 1, to_value: 2},
    ...{cause: "訂正.csv", is_by_program: false},
  } satisfies FigureMove;
  const row = {
    ...{
      kpi_id: "k",
      fiscal_year: 2024,
      period_kind: "year",
      period_start: "2024-04-01",
      period_end: "2025-03-31",
    },
    ...{scope_id: "s", bureau_code: null, numerator: null, denominator: null},
    ...{observation_status: "final", settled_from: null, year_end: null},
  };
  const found = async (rows: object[]) => {
    const ask = () => Promise.resolve({code: 0, output: JSON.stringify(rows), told: []});
    const strangersIn = await readAgain([move], {release: "r", ask});
    return strangersIn({
      lines: [{code: "F-k-R6", name: "", from: "1", to: "2", cause: ""}],
      verdicts: [],
      appeared: [],
    });
  };
  expect(await found([{...row, value: 2}])).toEqual([]);
  expect(await found([{...row, value: 3}])).toEqual(["F-k-R6"]);
  expect(await found([])).toEqual(["F-k-R6"]);
});
