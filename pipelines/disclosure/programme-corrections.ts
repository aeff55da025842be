import type {SumBefore} from "../../schemas/kept-readings.ts";
import {type Cell, type Numbers, PARTS} from "./cells.ts";
import type {Programme, SumRow} from "./choose-programme.ts";
import type {ProgrammeBlock} from "./programme-block.ts";
import {sum} from "./programme-table.ts";

const [SECOND_QUARTER, LAST_QUARTER] = [1, 3];

/** Told sums that give way to the true ones: of bureaus, then of groups and of several years. */
export function correctionsOf(programme: ProgrammeBlock): Programme["corrections"] {
  const now = programme.parts.map((part) => (row: SumRow) => trueCount(programme, part, row));
  return programme
    .rows()
    .filter((row) => isDue(programme, row))
    .map((row) => ({
      row,
      numbers: now.map((countOf) => countOf(row)),
      firstHalves: now.map((countOf) =>
        "group" in row ? countOf({kind: "halves", group: row.group, year: row.year}) : 0,
      ),
    }));
}

/** What a sum is in truth; of a group's halves, the first. */
export function trueCount(
  programme: ProgrammeBlock,
  part: (numbers: Numbers) => number,
  row: SumRow,
): number {
  const {years, units, blocks} = programme;
  const at = (bureau: number, year: number, step: number) => {
    const end = blocks[year]?.ends[step];
    return end ? programme.partAt(part, {unit: units[bureau] ?? "", end, year}) : 0;
  };
  if (row.kind === "whole") return sum(years.map((_, year) => at(row.bureau, year, LAST_QUARTER)));
  if (row.kind === "year") return at(row.bureau, row.year, LAST_QUARTER);
  const step = row.kind === "halves" ? SECOND_QUARTER : LAST_QUARTER;
  return sum(programme.membersOf(row.group).map((bureau) => at(bureau, row.year, step)));
}

/**
 * Whether a told number gives way to the true one: not while they differ by fewer people than may be told, unless the period is
 * settled now.
 */
function isDue(programme: ProgrammeBlock, row: SumRow): boolean {
  if (row.kind === "year") {
    const one = programme.yearCell(row.bureau, row.year);
    return one !== undefined && programme.blocks[row.year]?.isDue(one) === true;
  }
  const before = programme.toldBefore(row);
  if (!before) return false;
  const moved = sum(PARTS.map((part) => Math.abs(part(before) - trueCount(programme, part, row))));
  const isSettled = before.observation_status === "provisional" && !isProvisional(programme.cells, before);
  return moved > 0 && (moved >= (programme.cells[0]?.least ?? 0) || isSettled);
}

function isProvisional(cells: Cell[], {period_start, period_end}: SumBefore): boolean {
  return cells.some(
    (one) => one.is_provisional && period_start <= one.period_end && one.period_end <= period_end,
  );
}
