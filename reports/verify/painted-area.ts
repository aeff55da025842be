import {addAll} from "../../schemas/add-all.ts";
import {largest, smallest} from "../../schemas/extremes.ts";
import {type Box, MM_PER_POINT} from "./page-box.ts";

/** A page's painting operations as pdfjs lists them. */
export interface Painting {
  /** Number of each operation by its name. */
  names: Record<string, number>;
  codes: number[];
  operands: unknown[];
}

/** What is painted on a page, in millimetres from its left and top; null for nothing. */
export interface Painted {
  /** Lines, areas and pictures together. */
  drawn: Box | null;
  /** All text together, also what lies beside the page and is in no text layer. */
  written: Box | null;
}

/** a b c d e f of a PDF transformation. */
type Matrix = [number, number, number, number, number, number];

const POINTS: Matrix = [1, 0, 0, 1, 0, 0];
const UNIT_SQUARE = [0, 0, 1, 1];
/** Widths of glyphs are thousandths of the size of their font. */
const GLYPH_UNITS = 1000;

/** `height` is the page's, in millimetres. */
export function paintedAreas({names, codes, operands}: Painting, height: number): Painted {
  const drawn: Box[] = [];
  const written: Box[] = [];
  const saved: Matrix[] = [];
  let matrix = POINTS;
  let line = POINTS;
  let size = 0;
  codes.forEach((code, index) => {
    const given = operands[index] as unknown[];
    if (code === names.save) saved.push(matrix);
    else if (code === names.restore) matrix = saved.pop() ?? POINTS;
    else if (code === names.transform) matrix = combined(matrix, given as Matrix);
    else if (code === names.constructPath && given[0] !== names.endPath)
      addAll(drawn, pathBox(given[2], matrix, height));
    else if (code === names.paintImageXObject) drawn.push(placed(UNIT_SQUARE, matrix, height));
    else if (code === names.setFont) size = Number(given[1]);
    else if (code === names.setTextMatrix) line = matrixOf(given[0]);
    else if (code === names.moveText) line = combined(line, [1, 0, 0, 1, ...(given as [number, number])]);
    else if (code === names.showText)
      written.push(placed([0, 0, widthOf(given[0], size), size], combined(matrix, line), height));
  });
  return {drawn: around(drawn), written: around(written)};
}

function matrixOf(numbers: unknown): Matrix {
  return [...(numbers as Iterable<number>)] as Matrix;
}

function widthOf(glyphs: unknown, size: number): number {
  const widths = (glyphs as {width?: number}[]).map(({width = 0}) => width);
  return (widths.reduce((sum, width) => sum + width, 0) * size) / GLYPH_UNITS;
}

/** A path comes with its lowest and highest coordinates. */
function pathBox(extent: unknown, matrix: Matrix, height: number): Box[] {
  return extent ? [placed([...(extent as Iterable<number>)], matrix, height)] : [];
}

function combined(outer: Matrix, [a, b, c, d, e, f]: Matrix): Matrix {
  const [oa, ob, oc, od, oe, of] = outer;
  return [
    oa * a + oc * b,
    ob * a + od * b,
    oa * c + oc * d,
    ob * c + od * d,
    oa * e + oc * f + oe,
    ob * e + od * f + of,
  ];
}

function placed(corners: number[], [a, b, c, d, e, f]: Matrix, height: number): Box {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners;
  const points = [
    [x1, y1],
    [x1, y2],
    [x2, y1],
    [x2, y2],
  ] as const;
  const xs = points.map(([x, y]) => (a * x + c * y + e) * MM_PER_POINT);
  const ys = points.map(([x, y]) => height - (b * x + d * y + f) * MM_PER_POINT);
  return {left: smallest(xs), right: largest(xs), top: smallest(ys), bottom: largest(ys)};
}

function around(boxes: Box[]): Box | null {
  if (boxes.length === 0) return null;
  return boxes.reduce((one, other) => ({
    left: Math.min(one.left, other.left),
    right: Math.max(one.right, other.right),
    top: Math.min(one.top, other.top),
    bottom: Math.max(one.bottom, other.bottom),
  }));
}
