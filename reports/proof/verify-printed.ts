import type {Marts} from "../../pipelines/engine/kysely.ts";
import {UserError} from "../../schemas/errors.ts";
import {expectPacket} from "../packet/expect-packet.ts";
import {packetDocument} from "../packet/packet-document.ts";
import {readPacket} from "../packet/read-packet.ts";
import {type DocumentMark, type DocumentName, parseMark} from "../print/document-mark.ts";
import {templateVersion} from "../print/template-version.ts";
import {expectBureauCard, expectScorecard} from "../scorecard/expect-scorecard.ts";
import {readBureauCards} from "../scorecard/read-bureau-cards.ts";
import {readScorecard} from "../scorecard/read-scorecard.ts";
import {NOTES_APART} from "../scorecard/scorecard-html.ts";
import {type Programme, readProgrammes} from "../values/read-programmes.ts";
import type {Expectation} from "../verify/expectation.ts";
import {faultLines} from "../verify/fault-text.ts";
import {readPdfApart} from "../verify/read-apart.ts";
import {readFigures} from "../verify/read-figures.ts";
import type {PdfFile} from "../verify/read-pdf.ts";
import {faultsOf} from "../verify/verify-pdf.ts";

/** A PDF that says which release it was printed from. */
export interface MarkedPdf {
  file: PdfFile;
  mark: DocumentMark;
}

/** UserError when the bytes are no PDF, none of ours, or made to take long (`longestMs`). */
export async function readMarkedPdf(bytes: Uint8Array, name: string, longestMs?: number): Promise<MarkedPdf> {
  const file = await readPdfApart(bytes, longestMs).catch((cause: unknown) => {
    if (cause instanceof UserError) throw new UserError(`「${name}」: ${cause.message}`, {cause});
    throw new UserError(
      `「${name}」はPDFとして読めません。壊れていないか、別の種類のファイルでないかを確かめてください。`,
      {cause},
    );
  });
  const mark = parseMark(file.keywords);
  if (mark) return {file, mark};
  throw new UserError(
    `「${name}」には、どの公開版から印刷したかの記録がありません。kaikaku が印刷したPDFをそのまま指定してください（別のソフトで保存し直すと記録が失われます）。`,
  );
}

/** Holds a printed PDF against its release; the text says what was found, a line per fault. */
export async function verifyAgainst(
  marts: Marts,
  {file, mark}: MarkedPdf,
): Promise<{isRight: boolean; text: string}> {
  const expectation = await expectationOf(marts, mark.document, file);
  const faults = faultsOf(file, expectation);
  const rows = expectation.tables.reduce((sum, table) => sum + table.rows.length, 0);
  const lines = [
    `${expectation.title}  ${file.pages.length}ページ、公開版 ${mark.releaseId}`,
    ...(mark.templates === templateVersion() ? [] : [OTHER_TEMPLATES]),
    ...(faults.length === 0
      ? [
          `合格  表の${rows}行と本文の数値${expectation.texts.length}件が公開版と一致し、文字・しおり・構造に誤りはありません。`,
        ]
      : [`不合格  ${faults.length}件`, ...faultLines(faults)]),
  ];
  return {isRight: faults.length === 0, text: `${lines.join("\n")}\n`};
}

const OTHER_TEMPLATES =
  "注意  印刷したときと今とで書式（テンプレート）が違います。数値は今の書式の決まりで照合します。";

async function expectationOf(marts: Marts, document: DocumentName, file: PdfFile): Promise<Expectation> {
  switch (document.kind) {
    case "scorecard":
      return expectationOfScorecard(marts, document, file);
    case "packet": {
      const {fiscalYear, programmeId, day} = document;
      const packet = await readPacket(marts, fiscalYear, {
        programme: await programmeOf(marts, programmeId),
        day,
      });
      return expectPacket(packet, packetDocument(packet), await readFigures(marts));
    }
    default:
      return document satisfies never;
  }
}

async function programmeOf(marts: Marts, id: string | undefined): Promise<Programme | undefined> {
  if (id === undefined) return undefined;
  const programme = (await readProgrammes(marts)).find(({programme_id}) => programme_id === id);
  if (programme) return programme;
  throw new UserError(
    `このPDFは計画「${id}」のものですが、公開版にその計画がありません。印刷したときの公開版があるかを確かめてください。`,
  );
}

async function expectationOfScorecard(
  marts: Marts,
  {quarter, bureauCode, programmeId, day}: Extract<DocumentName, {kind: "scorecard"}>,
  {outline}: PdfFile,
): Promise<Expectation> {
  const programme = await programmeOf(marts, programmeId);
  const scorecard = await readScorecard(marts, quarter, {programme, day});
  const figures = await readFigures(marts);
  const areNotesApart = outline.at(-1)?.title === NOTES_APART.title;
  if (bureauCode === null) return expectScorecard(scorecard, figures, areNotesApart);
  const [card] = await readBureauCards(marts, scorecard, bureauCode);
  if (!card) throw new Error("the bureau was found and is missing");
  return expectBureauCard(card, figures);
}
