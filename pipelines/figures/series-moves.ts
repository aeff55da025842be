import type {SeriesDiff, SeriesMove} from "../../schemas/explanation.ts";
import type {Ingredients} from "../../schemas/release-manifest.ts";
import type {CellOfSeries} from "../releases/read-series.ts";
import {causeOf} from "./cause-text.ts";
import {type Change, compareSeries} from "./changes.ts";
import {isSaidOtherwise} from "./is-moved.ts";

/** What a release says in series and what it was made from. */
export interface SeriesOfRelease {
  cells: CellOfSeries[];
  ingredients: Ingredients;
  latest: Ingredients;
}

/** Numbers of series that say something else in the later release, sums of most rows first; judgements are told as such. */
export function seriesMoves(before: SeriesOfRelease, after: SeriesOfRelease): SeriesDiff {
  const [old, young] = [byCode(before.cells), byCode(after.cells)];
  const cause = causeOfCell(compareSeries(before.latest, after.ingredients));
  const moved = [...young.values()].flatMap((cell): SeriesMove[] => {
    const earlier = old.get(cell.code);
    if (!earlier || !isSaidOtherwise(earlier.value, cell.value)) return [];
    return [{...moveOf(earlier, cell), ...cause(cell)}];
  });
  return {
    moved: moved.sort((one, other) => other.row_count - one.row_count),
    appeared: [...young.keys()].filter((code) => !old.has(code)),
    gone: missing(old, young).map(({code}) => code),
  };
}

function byCode(cells: CellOfSeries[]): Map<string, CellOfSeries> {
  return new Map(cells.filter(({series}) => !series.isJudgement).map((cell) => [cell.code, cell]));
}

/** A series of the latest year only loses the year before when another begins. */
function missing(old: Map<string, CellOfSeries>, young: Map<string, CellOfSeries>): CellOfSeries[] {
  const years = [...young.values()].filter(({series}) => series.isOfLatestYear);
  const latest = new Map(years.map(({series, fiscalYear}) => [series.name, fiscalYear]));
  return [...old.values()].filter(({code, series, fiscalYear}) => {
    if (young.has(code)) return false;
    return !series.isOfLatestYear || latest.get(series.name) === fiscalYear;
  });
}

/** Thousands of cells have few causes: those of a relation and year are found once. */
function causeOfCell(
  changesBehind: (cell: CellOfSeries) => Change[],
): (cell: CellOfSeries) => ReturnType<typeof causeOf> {
  const known = new Map<string, ReturnType<typeof causeOf>>();
  return (cell) => {
    const key = [cell.series.relation, cell.kpiId, cell.fiscalYear, cell.isCumulative].join(" ");
    const found = known.get(key) ?? causeOf(changesBehind(cell));
    known.set(key, found);
    return found;
  };
}

function moveOf(
  {value: from_value}: CellOfSeries,
  cell: CellOfSeries,
): Omit<SeriesMove, "cause" | "is_by_program"> {
  return {
    figure: cell.code,
    series_title: cell.series.title,
    keys: cell.keys,
    unit: cell.unit,
    decimals: cell.decimals,
    row_count: cell.rowCount,
    from_value,
    to_value: cell.value,
  };
}
