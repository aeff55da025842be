import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import type {Marts} from "../../pipelines/engine/kysely.ts";
import {allInBodyWords, type BodyWords} from "../../schemas/body-words.ts";
import {markText} from "../print/document-mark.ts";
import type {Document} from "../print/guarded-page.ts";
import {type Printer, withPrinter} from "../print/pdf.ts";
import {together} from "../print/together.ts";
import type {Printing} from "../print/with-browser.ts";
import {type Programme, programmePart} from "../values/read-programmes.ts";
import {keepVerified} from "../verify/keep-verified.ts";
import {readFigures} from "../verify/read-figures.ts";
import type {OutlineEntry} from "../verify/read-pdf.ts";
import {type Verifier, withVerifier} from "../verify/verifier.ts";
import {withoutSpaces} from "../verify/without-spaces.ts";
import {expectPacket} from "./expect-packet.ts";
import {type PacketDocument, packetContents, packetDocument} from "./packet-document.ts";
import {type PageNumbers, packetHtml} from "./packet-html.ts";
import {onlyRow, type Packet, readPacket} from "./read-packet.ts";

export interface PrintPacketOptions {
  marts: Marts;
  fiscalYear: number;
  /** The first where none is named. */
  programme?: Programme | undefined;
  /** The day by which values are 速報 or 確定; that on which it is presented when left out. */
  day?: string | undefined;
  /** Path of the PDF; its folder is made, an older file is replaced when the new one is right. */
  outFile: string;
  /** Called before the paper is kept; may throw. */
  mustBeFree: (file: string) => void;
  printing: Printing;
  log: {info(line: string): void};
}

/**
 * Prints the committee packet of a fiscal year, reads it back and holds it against the release. UserError when the
 * release has no figures of the year, no browser starts, or the PDF does not say what the release says.
 */
export async function printPacket({
  marts,
  fiscalYear,
  programme,
  day,
  outFile,
  mustBeFree,
  printing,
  log,
}: PrintPacketOptions): Promise<{pages: number}> {
  const {pages} = await withVerifier(async (verifier) => {
    const {printed, expectation} = await printedPacket(
      {marts, fiscalYear, programme, day, printing},
      verifier,
    );
    await keepVerified({...printed, verifier, expectation, outFile, mustBeFree});
    return printed;
  });
  log.info(`委員会資料を印刷しました: ${outFile}（${pages}ページ、検査済み）`);
  return {pages};
}

/** The browser has ended when this has: it and the verifier need most of the memory, each at its time. */
async function printedPacket(
  {
    marts,
    fiscalYear,
    programme,
    day,
    printing,
  }: Pick<PrintPacketOptions, "marts" | "fiscalYear" | "programme" | "day" | "printing">,
  verifier: Verifier,
) {
  return withPrinter(async (printer) => {
    const packet = await readPacket(marts, fiscalYear, {programme, day});
    const document = packetDocument(packet);
    const [printed, figures] = await together([
      printWithContents({printer, verifier, packet, document, day}),
      readFigures(marts),
    ]);
    return {printed, expectation: expectPacket(packet, document, figures)};
  }, printing);
}

interface Work {
  printer: Printer;
  verifier: Verifier;
  packet: Packet;
  document: PacketDocument;
  /** As a person named it. */
  day: string | undefined;
}

/**
 * Twice: the first print tells on which page everything stands, the second has the numbers. That they moved nothing is the
 * verifier's to see: the contents must name the pages of the bookmarks.
 */
async function printWithContents({printer, verifier, packet, document, day}: Work) {
  const draft = await printer.print(documentOf({packet, document, day}, []));
  const pages = pagesOf(await verifier.bookmarks(draft.pdf), {document, words: packet.body.words});
  return printer.print(documentOf({packet, document, day}, pages));
}

/** Page of every title of the contents: bookmarks stand in the order of the document, so each is looked for after the one before. */
function pagesOf(
  bookmarks: OutlineEntry[],
  {document, words}: {document: PacketDocument; words: BodyWords},
): PageNumbers {
  let from = 0;
  return allInBodyWords(packetContents(document), words).map(({title}) => {
    const place = bookmarks.findIndex(
      (bookmark, index) => index >= from && withoutSpaces(bookmark.title) === withoutSpaces(title),
    );
    if (place < 0) throw new Error(`no bookmark for 「${title}」`);
    from = place + 1;
    return bookmarks[place]?.page ?? null;
  });
}

function documentOf(
  {packet, document, day}: Pick<Work, "packet" | "document" | "day">,
  pages: PageNumbers,
): Document {
  const release = onlyRow(packet, "marts.release_info");
  return {
    html: packetHtml(packet, document, pages),
    assets: DOCUMENT_FONTS.map(({file}) => file),
    date: release.created_on,
    keywords: markText(
      {
        ...{kind: "packet", fiscalYear: packet.fiscalYear},
        programmeId: programmePart(onlyRow(packet, "marts.dim_programmes")) || undefined,
        day,
      },
      release.release_id,
    ),
  };
}
