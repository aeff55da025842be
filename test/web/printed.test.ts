import {expect, test} from "vitest";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {publishCorrection} from "./corrections.ts";
import {type Browserless, officeForTests} from "./office.ts";

const office = officeForTests();

/** Orders a document, waits for it, and says what the page then tells of it. */
async function printedAs(visitor: Browserless, fields: Record<string, string>): Promise<string> {
  const answer = await visitor.post("/printed", {
    what: "",
    period: "",
    bureau: "",
    year: "",
    release: "",
    ...fields,
  });
  const job = answer.headers.get("location") ?? "";
  const end = Date.now() + 120_000;
  while (job.startsWith("/jobs/") && Date.now() < end) {
    const {state} = (await (await visitor.get(job, {accept: "application/json"})).json()) as {state: string};
    if (state === "done") break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return (await visitor.get("/printed")).text();
}

test("the office prints a quarter, and one of a former release as it was; what there is not is not printed", async () => {
  const {home, signedIn} = office();
  const former = publishedReleases(home).at(-1)?.releaseId ?? "";
  await publishCorrection(home, "時間外_2024-05_訂正.csv", "500:00");
  const current = publishedReleases(home).at(-1)?.releaseId ?? "";
  const visitor = await signedIn("office");
  await visitor.get("/");
  const period = /<option value="(R\d+Q\d)"/.exec(await (await visitor.get("/printed")).text())?.[1] ?? "";
  const now = await printedAs(visitor, {what: "scorecard", period});
  expect(now).toContain(`scorecard_${period}_${current}.pdf`);
  const again = await printedAs(visitor, {what: "scorecard", period, release: former});
  expect(again).toContain(`scorecard_${period}_${former}.pdf`);
  const pdf = await visitor.get(`/printed/scorecard_${period}_${former}.pdf`);
  expect([pdf.headers.get("content-type"), (await pdf.text()).slice(0, 5)]).toEqual([
    "application/pdf",
    "%PDF-",
  ]);
  for (const wrong of [
    {what: "scorecard", period, release: "../x"},
    {what: "scorecard", period: "R1Q9"},
    {what: "rm"},
  ])
    expect(await printedAs(visitor, wrong)).toContain("印刷するものを選んでください");
  expect((await (await signedIn("viewer")).post("/printed", {what: "scorecard", period})).status).toBe(403);
}, 300_000);
