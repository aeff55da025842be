import type {CommitteePacketCatalog} from "../../schemas/committee-packets.ts";
import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {indicatorsOnPage, placesOnPage, wordsOnPage} from "../../schemas/packet-pages.ts";
import {placeOfPart} from "./city-yaml.ts";

/** Pages name indicators and words that there are, and no words are left without a page. UserError with file and line. */
export function mustFitPages(
  city: string,
  {packets, file}: {packets: CommitteePacketCatalog; file: string},
  indicators: ReadonlySet<string>,
): void {
  const faults = [
    ...missingIndicators(packets, indicators),
    ...missingWords(packets),
    ...wordsOnNoPage(packets),
  ];
  if (faults.length === 0) return;
  throw new UserError(faults.map(({path, text}) => `${placeOfPart(city, file, path)}: ${text}`).join("\n"));
}

interface Fault {
  path: (string | number)[];
  text: string;
}

function missingIndicators({pages}: CommitteePacketCatalog, known: ReadonlySet<string>): Fault[] {
  return pages.flatMap((page, index) =>
    indicatorsOnPage(page)
      .filter(({id}) => !known.has(id))
      .map(({id, path}) => ({
        path: ["pages", index, ...path],
        text: `指標「${id}」が city/kpis.yaml にありません。この頁から消すか、kpis.yaml に加えてください。`,
      })),
  );
}

/** A year may leave words out that another has; those that no year has are a slip of the pen. */
function missingWords({pages, packets}: CommitteePacketCatalog): Fault[] {
  const known = new Set(
    packets.flatMap(({sections, chapters}) => [
      ...sections.map(({no}) => `section-${no}`),
      ...chapters.map(({id}) => id),
    ]),
  );
  if (packets.length === 0) return [];
  return pages.flatMap((page, index) =>
    wordsOnPage(page)
      .filter(({id}) => !known.has(id))
      .map(({id, path}) => ({
        path: ["pages", index, ...path],
        text: `「${id}」の言葉が、どの年度の chapters にもありません。近いもの: ${nearest(id, [...known]).join("、")}。packets の chapters に書くか、この頁から消してください。`,
      })),
  );
}

function wordsOnNoPage({pages, packets}: CommitteePacketCatalog): Fault[] {
  const placed = new Set(pages.flatMap(placesOnPage));
  return packets.flatMap(({chapters}, packet) =>
    chapters.flatMap(({id}, chapter) =>
      placed.has(id)
        ? []
        : [
            {
              path: ["packets", packet, "chapters", chapter, "id"],
              text: `章「${id}」の言葉は、どの頁にも置かれていないので印刷されません。pages に texts: ${id} などと書くか、この章を消してください。`,
            },
          ],
    ),
  );
}
