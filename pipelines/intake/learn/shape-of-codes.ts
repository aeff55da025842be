import {codePattern, hasShape} from "../../../schemas/code-pattern.ts";
import {plainCode} from "../../../schemas/read-value.ts";
import {shapeOfCode} from "../../../schemas/shape-of-code.ts";

/** What the codes of a file look like. */
export type ShapeOfCodes =
  /** As city/sources says it: 数字3桁. */
  | {kind: "shape"; pattern: string; example: string; others: number}
  /** Digits of several lengths: zeros may be lost, or the codes are so. */
  | {kind: "uneven"; lengths: number[]}
  | {kind: "none"};

/** A shape that fewer have is no shape, but a slip. */
const FEWEST_SHARE = 0.1;
const MOST_SHAPES = 2;

/** The one or two shapes that codes have, counted by how often each stands in the file. */
export function shapeOfCodes(codes: ReadonlyMap<string, number>): ShapeOfCodes {
  const all = [...codes].reduce((sum, [, count]) => sum + count, 0);
  const shapes = Map.groupBy(codes, ([code]) => shapeOfCode(code));
  const common = [...shapes]
    .map(([shape, those]) => ({shape, count: those.reduce((sum, [, count]) => sum + count, 0)}))
    .filter(({shape, count}) => shape !== "" && count >= all * FEWEST_SHARE)
    .toSorted((one, other) => other.count - one.count);
  if (common.length === 0 || common.length > MOST_SHAPES) return {kind: "none"};
  const digits = common.flatMap(({shape}) => /^数字(\d+)桁$/.exec(shape)?.[1] ?? []).map(Number);
  if (digits.length > 1) return {kind: "uneven", lengths: digits.toSorted((one, other) => one - other)};
  const pattern = common.map(({shape}) => shape).join("または");
  const shape = codePattern(pattern);
  if (!shape) return {kind: "none"};
  const fitting = [...codes].filter(([code]) => hasShape(shape, plainCode(code)));
  const others = all - fitting.reduce((sum, [, count]) => sum + count, 0);
  return {kind: "shape", pattern, example: shape.example, others};
}
