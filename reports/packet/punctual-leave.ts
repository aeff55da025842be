import {largest} from "../../schemas/extremes.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, emptyBlock, tableBlock} from "./slide.ts";

const SHOWN_YEARS = 3;

/** How many left on time on the days set for it, by their name in the city. */
export function punctualBlocks({rows, years}: Packet, name: string): Block[] {
  const days = rows["marts.fct_punctual_leave_days"];
  const known = years
    .filter((year) => days.some(({fiscal_year}) => fiscal_year === year))
    .slice(-SHOWN_YEARS);
  if (known.length === 0) return [emptyBlock(`${name}の実績は、この年度までにありません。`)];
  const held = known.map((year) =>
    days
      .filter(({fiscal_year}) => fiscal_year === year)
      .sort((one, other) => one.held_on.localeCompare(other.held_on)),
  );
  const times = largest(held.map(({length}) => length));
  const table: DocumentTable = {
    id: "punctual-leave-days",
    caption: `${name}の定時退庁率`,
    head: [
      [
        heading("回"),
        ...known.flatMap((year) => [heading(formatYear(year), {isNumber: true}), heading("実施日")]),
      ],
    ],
    rows: Array.from({length: times}, (_, index) => ({
      kind: "row",
      cells: [
        label(`${index + 1}回目`),
        ...held.flatMap((ofYear) => [
          numberCell(ofYear[index]?.left_rate ?? null, {
            decimals: 1,
            unit: "%",
            figureCode: dayCode(ofYear[index]?.held_on),
          }),
          textCell(dayWords(ofYear[index]?.held_on)),
        ]),
      ],
    })),
    notes: ["※定時に退庁した職員の、その日の対象職員に対する割合。"],
  };
  return [tableBlock(table)];
}

function dayCode(iso: string | undefined): string | undefined {
  return iso && seriesCode("punctual_leave_days", [iso.replaceAll("-", "")]);
}

const WEEKDAYS = ["日", "月", "火", "水", "木", "金", "土"];

/** "2021-11-15" → "11月15日（月）". */
function dayWords(iso: string | undefined): string {
  if (iso === undefined) return "";
  const [, month, day] = iso.split("-").map(Number);
  return `${month}月${day}日（${WEEKDAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()]}）`;
}
