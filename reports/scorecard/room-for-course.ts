import {printedLines} from "../../schemas/office-note.ts";
import {provisionalText} from "../values/provisional-text.ts";
import {bureauDocumentTable} from "./bureau-table.ts";
import {eventNotes} from "./figure-events.ts";
import type {Indicator} from "./read-scorecard.ts";

/*
 * Whether the course of the running year has room on its indicator's page beside the office's note and the table of overtime:
 * reckoned from what will be printed, in CSS pixels, on the safe side. Measured on printed pages (A4, 14 mm margins).
 */

/** What is left for the chart and all that is said around it, once headings and the two tables stand. */
const ROOM = 504;
/** What a reckoning by letters may be wrong by. */
const SAFETY = 60;
/** The smallest chart, and what the chart and the words above it share. */
const [CHART, SHARED] = [92, 124];
const LINE = 19;
/** Above and below the note. */
const NOTE_MARGINS = 14;
/** What is said of the running year's end, and of the years to come. */
const YEAR_END_LINES = 2;
/** Letters in a line of half a page, of the title, and of the whole width. */
const LETTERS = {half: 29, title: 26, whole: 60};
/** A heading with the space above it. */
const HEADING_LINES = 2;
const SOURCE_LINES = 2;
const BAND_LINES = 2;

export function hasRoomForCourse(indicator: Indicator): boolean {
  const {note, score, kpi} = indicator;
  const lines = printedLines(note ?? "");
  const noteHeight = lines === 0 ? 0 : (lines + 1) * LINE + NOTE_MARGINS;
  const said = score.year_end_value === null ? 0 : YEAR_END_LINES * LINE;
  const more = [
    linesOf(kpi.kpi_name, LETTERS.title) - 1,
    linesOfEvents(indicator),
    score.status === "accepted" ? linesOf(score.accepted_reason ?? "", LETTERS.whole) : 0,
  ];
  const above = noteHeight + said;
  const needed = above + Math.max(SHARED - above, CHART) + sum(more) * LINE + belowHeight(indicator);
  return needed <= ROOM - SAFETY;
}

/** The two columns at the foot of the page, as high as half of what stands in them. */
function belowHeight(indicator: Indicator): number {
  const {kpi, score, scope, sources, blanks, remark} = indicator;
  const [bureaus] = bureauDocumentTable(indicator);
  const asOf = `${kpi.as_of_rule}${provisionalText(score) ?? ""}`;
  const texts = [kpi.definition, asOf, scope.scope_note, blanks.join(""), remark ?? ""];
  const all = [
    bureaus ? HEADING_LINES + 1 + bureaus.rows.length + bureaus.notes.length : 0,
    HEADING_LINES + sum(texts.map((text) => linesOf(text, LETTERS.half))),
    kpi.assumption === null ? 0 : HEADING_LINES + linesOf(kpi.assumption, LETTERS.half),
    HEADING_LINES + SOURCE_LINES * sources.length,
  ];
  return (sum(all) / 2) * LINE;
}

/** The band over the chart and the words below it. */
function linesOfEvents({events}: Indicator): number {
  const words = eventNotes(events).map((note) => linesOf(note, LETTERS.whole));
  return words.length === 0 ? 0 : sum(words) + BAND_LINES;
}

function linesOf(text: string, letters: number): number {
  return Math.ceil(text.length / letters);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
