import {readdirSync} from "node:fs";
import {expect, test} from "vitest";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {readPdf} from "../../reports/verify/read-pdf.ts";
import {runCommand} from "../../web/tasks/run-command.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type Browserless, officeForTests} from "./office.ts";

const office = officeForTests();

/** Looks at what publishing would change, as the page about it does. */
async function planned(visitor: Browserless): Promise<string> {
  const job = (await visitor.post("/publish/plan", {})).headers.get("location") ?? "";
  for (let tries = 0; tries < 300; tries++) {
    if ((await visitor.get(job)).status === 303) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return waitingCandidate(office().home)?.manifest.releaseId ?? "";
}

test("a candidate's scorecard is read on paper before it is public: marked on every page, by whom may read it, and kept nowhere", async () => {
  const {home, book} = office();
  const command = ["city", "--name=川辺市", "--by=課長", "--reason=改称"];
  expect((await runCommand({root: home.root, accountId: "admin", words: command})).code).toBe(0);
  const [approver, viewer] = [await office().signedIn("approver"), await office().signedIn("viewer")];
  const id = await planned(approver);
  expect(id).not.toBe("");
  const before = readdirSync(home.output);
  const address = `/draft.pdf?release=${encodeURIComponent(id)}`;
  const board = await (await approver.get(`/?release=${encodeURIComponent(id)}`)).text();
  expect(board).toContain('href="/draft.pdf?release&#x3D;');
  expect(board).toContain(`候補 ${id}　`);
  // Whoever chooses a bureau stays with the candidate.
  expect(board).toContain(`<input type="hidden" name="release" value="${id}">`);

  const whole = await approver.get(address);
  expect([whole.status, whole.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect(decodeURIComponent(whole.headers.get("content-disposition") ?? "")).toContain("案_scorecard_");
  const {pages} = await readPdf(new Uint8Array(await whole.arrayBuffer()));
  expect(pages.length).toBeGreaterThan(1);
  for (const {text} of pages) {
    expect(text).toContain("案（公開前の候補）");
    expect(text).toContain(`候補${id}`);
  }

  const bureau = /<select name="bureau">.*?<option value="(\d+)"/s.exec(board)?.[1] ?? "";
  const card = await approver.get(`${address}&bureau=${bureau}`);
  expect(card.status).toBe(200);
  const {pages: both} = await readPdf(new Uint8Array(await card.arrayBuffer()));
  expect(both.map(({text}) => text.includes("案（公開前の候補）"))).toEqual([true, true]);

  expect(readdirSync(home.output)).toEqual(before);
  expect((await viewer.get(address)).status).toBe(404);
  book.change("viewer", {reads_early: true}, new Date());
  expect((await viewer.get(address)).status).toBe(200);
  expect((await approver.get(`${address}&bureau=9999`)).status).toBe(404);
  expect((await approver.get("/draft.pdf")).status).toBe(404);
}, 180_000);

test("on the command line a candidate is printed beside nothing that is public", async () => {
  const {home} = office();
  const id = waitingCandidate(home)?.manifest.releaseId ?? "";
  const as = (...words: string[]) => runCommand({root: home.root, accountId: "office", words});
  expect((await as("scorecard", `--candidate=${id}`)).told.join()).toContain("--out で");
  expect((await as("scorecard", "--candidate=nothing", `--out=${temporaryFolder()}`)).told.join()).toContain(
    `待っている候補は「${id}」です`,
  );
  expect((await as("scorecard", `--candidate=${id}`, "--release=1", "--out=x")).code).toBe(1);
});

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
