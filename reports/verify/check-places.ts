import {largest, smallest} from "../../schemas/extremes.ts";
import type {Fault} from "./expectation.ts";
import {type Box, isOutside} from "./page-box.ts";
import type {PdfFile, PdfPage} from "./read-pdf.ts";

/** Millimetres at the top and the bottom that belong to running heads and footers. */
const MARGIN = 12;
/** A page with fewer signs, or with few of them in one place, is one that something was pushed to. */
const FEWEST_SIGNS = 40;
const FEW_SIGNS = 120;
const LEAST_HEIGHT_SHARE = 0.1;

/** Nothing reaches over the edge of the page, and no page is nearly empty. */
export function checkPlaces({pages}: PdfFile): Fault[] {
  return pages.flatMap((page, index) => [...outsideFaults(page, index + 1), ...emptyFaults(page, index + 1)]);
}

function outsideFaults(page: PdfPage, number: number): Fault[] {
  const isOver = (box: Box | null) => box !== null && isOutside(box, page);
  const first = page.runs.find((run) => isOver(run));
  const texts = isOver(page.written)
    ? [`文字${first ? `「${first.text}」` : ""}がページからはみ出しています。`]
    : [];
  const drawn = isOver(page.drawn) ? ["図か罫線がページからはみ出しています。"] : [];
  return [...texts, ...drawn].map((text) => ({check: "outside", page: number, text}));
}

function emptyFaults(page: PdfPage, number: number): Fault[] {
  const body = page.runs.filter(({top, bottom}) => bottom > MARGIN && top < page.height - MARGIN);
  const signs = body.reduce((sum, {text}) => sum + text.trim().length, 0);
  const boxes = page.drawn ? [...body, page.drawn] : body;
  const height = largest(boxes.map(({bottom}) => bottom)) - smallest(boxes.map(({top}) => top));
  const isSpread = height >= page.height * LEAST_HEIGHT_SHARE;
  if (signs >= (isSpread ? FEWEST_SIGNS : FEW_SIGNS)) return [];
  const cause = number === 1 ? "" : "前のページに入りきらなかったものと思われます。";
  return [
    {check: "empty", page: number, text: `ほとんど何も印刷されていないページです（${signs}字）。${cause}`},
  ];
}
