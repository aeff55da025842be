import type {FaultGroup} from "../../../schemas/fault-group.ts";

/** Cells of one file that are wrong in the same way, or one of them. */
export interface Fault {
  batchId: number;
  fileName: string;
  heading: string;
  cell: string | null;
  reason: string;
  rowCount: number;
  /** The first ones. */
  places: string[];
}

const SHOWN_PLACES = 3;

/** Pure: what is wrong in the same way is told once, the most frequent first. */
export function groupFaults(faults: Fault[]): FaultGroup[] {
  const hasManyFiles = new Set(faults.map(({batchId}) => batchId)).size > 1;
  const alike = Map.groupBy(faults, ({heading, cell, reason}) =>
    JSON.stringify([heading, cell, withoutPlaces(reason)]),
  );
  return merged([...alike.values()])
    .map((group) => groupOf(group, hasManyFiles))
    .toSorted((one, other) => other.row_count - one.row_count);
}

/** The cells of one file apart by what is wrong with them, the most frequent first: as groupFaults, with every one of them. */
export function sameFaults<Cell extends Pick<Fault, "heading" | "cell" | "reason">>(cells: Cell[]): Cell[][] {
  const alike = Map.groupBy(cells, ({heading, cell, reason}) =>
    JSON.stringify([heading, cell, withoutPlaces(reason)]),
  );
  const likeEachOther = Map.groupBy(alike.values(), ([first]) =>
    JSON.stringify([first?.heading, withoutValues(first)]),
  );
  return [...likeEachOther.values()]
    .flatMap((same) => (same.length < MANY_CELLS ? same : [same.flat()]))
    .toSorted((one, other) => other.length - one.length);
}

/** So many different cells with the same fault are one fault of the column. */
const MANY_CELLS = 4;

function merged(groups: Fault[][]): Fault[][] {
  const likeEachOther = Map.groupBy(groups, ([first]) =>
    JSON.stringify([first?.heading, withoutValues(first)]),
  );
  return [...likeEachOther.values()].flatMap((same) =>
    same.length < MANY_CELLS ? same : [same.flat().map((fault) => ofMany(fault, same))],
  );
}

function withoutValues(fault: Pick<Fault, "cell" | "reason"> | undefined): string {
  const {cell = null, reason = ""} = fault ?? {};
  return cell === null ? reason : reason.replaceAll(`「${cell}」`, "「」").replace(/（[^（）]*）/g, "（）");
}

/** The first cell stands for all. */
function ofMany(fault: Fault, groups: Fault[][]): Fault {
  const {cell = null, reason = ""} = groups[0]?.[0] ?? {};
  const kinds = `など${groups.length.toLocaleString("ja-JP")}種類の値`;
  return {...fault, cell: null, reason: reason.replace(`「${cell}」`, `「${cell}」${kinds}`)};
}

function groupOf(group: Fault[], hasManyFiles: boolean): FaultGroup {
  const {heading, cell, reason} = group[0] as Fault;
  const byFile = [...Map.groupBy(group, ({batchId}) => batchId).values()];
  const rowCount = group.reduce((sum, fault) => sum + fault.rowCount, 0);
  return {
    heading,
    cell,
    reason: rowCount > 1 ? withoutPlaces(reason) : reason,
    row_count: rowCount,
    file_count: byFile.length,
    first_places: firstPlaces(byFile, hasManyFiles),
  };
}

/** The first of each file where there are several, so that it is seen how far it goes. */
function firstPlaces(byFile: Fault[][], hasManyFiles: boolean): string[] {
  const perFile = byFile.length > 1 ? 1 : SHOWN_PLACES;
  return byFile.slice(0, SHOWN_PLACES).flatMap((faults) =>
    faults
      .slice(0, SHOWN_PLACES)
      .flatMap(({fileName, places}) => places.map((place) => (hasManyFiles ? `${fileName} ${place}` : place)))
      .slice(0, perFile),
  );
}

/** Rows with the same key name each other's places, which makes every one of them another text. */
function withoutPlaces(reason: string): string {
  return reason.replace(/（[^（）]*行目[^（）]*）/, "");
}
