import {candidateFile} from "../../pipelines/build/candidate.ts";
import {type Marts, typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {messageOf} from "../../pipelines/installation/faults.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {bureauCardHtml} from "../../reports/scorecard/bureau-card-html.ts";
import {readBureauCards} from "../../reports/scorecard/read-bureau-cards.ts";
import {readScorecard} from "../../reports/scorecard/read-scorecard.ts";
import {readProgrammes} from "../../reports/values/read-programmes.ts";
import {knownQuarters, programmesJudgedIn} from "../../reports/values/read-scores.ts";
import {parseQuarter, quarterCode, quarterName} from "../../schemas/fiscal-time.ts";
import {drawBoard} from "./draw-board.ts";
import {drawCard} from "./draw-card.ts";
import type {Drawing, DrawingOrder} from "./drawing.ts";

/*
 * The process that reads a release and draws its pages, for the one that answers: it is begun with an order, says what it has drawn
 * piece by piece, and ends.
 */

// Without the one that it draws for it has nothing to do.
process.once("disconnect", () => process.exit());
process.on("error", () => process.exit());

process.once("message", (order: DrawingOrder) => {
  draw(order)
    .catch((error: unknown) => say({kind: "failed", why: messageOf(error)}))
    .finally(() => process.disconnect());
});

function say(drawing: Drawing): void {
  process.send?.(drawing);
}

async function draw({root, releaseId, isCandidate, quarter, bureauCode}: DrawingOrder): Promise<void> {
  const home = openHome(root);
  const release = isCandidate
    ? await openReadOnly(candidateFile(home, releaseId), {threads: "1"})
    : await openRelease(home, releaseId);
  try {
    const marts = typedMarts(release);
    if (bureauCode !== undefined && quarter !== undefined) await drawOneCard(marts, {quarter, bureauCode});
    else await drawBoards(marts, releaseId);
  } finally {
    release.close();
  }
}

/** The newest quarter first: that is what nearly everybody looks at. */
async function drawBoards(marts: Marts, releaseId: string): Promise<void> {
  const quarters = (await knownQuarters(marts)).toReversed();
  const bureaus = await marts
    .selectFrom("marts.dim_bureaus")
    .select(["bureau_code", "bureau_name"])
    .orderBy("display_order")
    .execute();
  say({
    kind: "contents",
    releaseId,
    quarters: quarters.map((quarter) => ({code: quarterCode(quarter), name: quarterName(quarter)})),
    programmes: (await readProgrammes(marts)).map(({programme_id, name}) => ({id: programme_id, name})),
    bureaus: bureaus.map(({bureau_code, bureau_name}) => ({code: bureau_code, name: bureau_name})),
  });
  for (const quarter of quarters)
    for (const programme of await programmesJudgedIn(marts, quarter))
      say({kind: "board", board: drawBoard(await readScorecard(marts, quarter, {programme}), releaseId)});
  say({kind: "all"});
}

async function drawOneCard(
  marts: Marts,
  {quarter, bureauCode}: {quarter: string; bureauCode: string},
): Promise<void> {
  const wanted = parseQuarter(quarter);
  for (const programme of await programmesJudgedIn(marts, wanted)) {
    const scorecard = await readScorecard(marts, wanted, {programme});
    const [card] = await readBureauCards(marts, scorecard, bureauCode);
    if (card)
      say({kind: "card", programmeId: programme.programme_id, card: drawCard(bureauCardHtml(card), card)});
  }
  say({kind: "all"});
}
