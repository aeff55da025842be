import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import {allInBodyWords} from "../../schemas/body-words.ts";
import type {Expectation} from "../verify/expectation.ts";
import {
  CONTENTS,
  type PacketDocument,
  packetContents,
  packetOutline,
  packetTables,
} from "./packet-document.ts";
import {onlyRow, type Packet} from "./read-packet.ts";

/** What the printed packet must be. */
export function expectPacket(
  packet: Packet,
  document: PacketDocument,
  figures: Expectation["figures"],
): Expectation {
  const release = onlyRow(packet, "marts.release_info");
  return allInBodyWords<Expectation>(
    {
      title: document.title,
      pages: null,
      outline: packetOutline(document),
      contents: {bookmark: CONTENTS, titles: packetContents(document).map(({title}) => title)},
      tables: packetTables(document),
      texts: document.slides
        .filter(({lead}) => lead !== "")
        .map(({lead}) => ({bookmark: document.parts.overview, text: lead})),
      fonts: DOCUMENT_FONTS.map(({name}) => name),
      releaseId: release.release_id,
      isSample: release.is_sample,
      figures,
    },
    packet.body.words,
  );
}
