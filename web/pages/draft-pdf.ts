import {noteAct} from "../note-act.ts";
import {madeFiles} from "../tasks/made-file.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {type BoardPlace, withBoard} from "./board-place.ts";
import {sorry} from "./page.ts";
import {sentFile} from "./sent-file.ts";

/** Who may read a candidate reads its scorecard on paper, too; what is printed is kept nowhere. */
export const routes: Route[] = [
  signedRoute("get", "/draft.pdf", "signed_in", (visit) => withBoard(visit, printDraft)),
];

async function printDraft(visit: SignedVisit, {board, drawn, isCandidate}: BoardPlace): Promise<Response> {
  const {window, account, context} = visit;
  const bureau = context.req.query("bureau") ?? "";
  if (!isCandidate)
    return sorry(visit, {
      title: "公開前の案ではありません",
      why: `「${board.releaseId}」は、もう公開されています。`,
      what: "印刷物の頁で、公開版のスコアカードを開いてください。",
      status: 404,
    });
  if (bureau !== "" && !drawn.contents?.bureaus.some(({code}) => code === bureau))
    return sorry(visit, {
      title: "その局区はありません",
      why: `「${bureau}」という局区は、この候補にありません。`,
      what: "スコアボードの上の欄で選んでください。",
      status: 404,
    });
  const {releaseId, quarter, programmeId} = board;
  noteAct(visit, "案を印刷する", {candidate: releaseId, period: quarter, bureau});
  const words = [
    "scorecard",
    `--candidate=${releaseId}`,
    `--period=${quarter}`,
    `--programme=${programmeId}`,
  ];
  const made = await madeFiles((folder) =>
    window.ask(account.id, [...words, ...(bureau === "" ? [] : [`--bureau=${bureau}`]), `--out=${folder}`]),
  );
  const pdf = "files" in made ? made.files.find(({name}) => name.endsWith(".pdf")) : undefined;
  if (pdf && !pdf.name.includes("不合格")) return sentFile(visit, pdf);
  return sorry(visit, {
    title: "案を印刷できませんでした",
    why: "why" in made ? made.why : "印刷したPDFが候補の数値と合いません。",
    what: "しばらくしてから、もう一度試してください。続くときは、システムの担当に伝えてください。",
    status: 503,
  });
}
