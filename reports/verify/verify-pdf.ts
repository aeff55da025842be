import {checkCollisions} from "./check-collisions.ts";
import {checkFigures} from "./check-figures.ts";
import {checkFonts} from "./check-fonts.ts";
import {checkPlaces} from "./check-places.ts";
import {checkRows} from "./check-rows.ts";
import {checkStructure} from "./check-structure.ts";
import type {Expectation, Fault} from "./expectation.ts";
import {type PdfFile, readPdf} from "./read-pdf.ts";

/** Re-opens a printed PDF with an independent reader and holds it against what its release says. No fault: none found. */
export async function verifyPdf(bytes: Uint8Array, expectation: Expectation): Promise<Fault[]> {
  return faultsOf(await readPdf(bytes), expectation);
}

export function faultsOf(file: PdfFile, expectation: Expectation): Fault[] {
  return [
    ...checkStructure(file, expectation),
    ...checkRows(file, expectation),
    ...checkFigures(expectation),
    ...checkFonts(file, expectation),
    ...checkPlaces(file),
    ...checkCollisions(file),
  ];
}
