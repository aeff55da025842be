import {readFileSync} from "node:fs";
import {inBodyWords} from "../../schemas/body-words.ts";
import {quarterName} from "../../schemas/fiscal-time.ts";
import {compileTemplates, cssString, type Markup, trustedMarkup} from "../print/render.ts";
import type {DocumentTable} from "../values/document-table.ts";
import {DRAFT_MARK} from "../verify/expectation.ts";
import {type IndicatorView, indicatorView} from "./indicator-view.ts";
import type {Indicator, Scorecard} from "./read-scorecard.ts";
import {revisionTable} from "./revision-table.ts";
import {type ScoreboardView, scoreboardView} from "./scoreboard-view.ts";

interface DocumentView {
  title: string;
  style: Markup;
  footer: Footer;
  scoreboard: ScoreboardView;
  indicators: IndicatorView[];
  revisions: DocumentTable | null;
  /** Set where page 1 has no room for its notes: they stand on the last page. */
  notesApart: typeof NOTES_APART | null;
  areArrivalsApart: boolean;
}

/** What of page 1 stands on the last page. The arrivals of the sources leave it last. */
export type Apart = "nothing" | "notes" | "notes and arrivals";

/** The page of page 1's notes. */
export const NOTES_APART = {
  title: "スコアボードの注",
  where: "印、言葉、値の決まりと注は、最後の頁の「スコアボードの注」。",
};

const STYLES = [
  "scorecard.css",
  "status.css",
  "scoreboard.css",
  "indicator.css",
  "yearly-figure.css",
  "sums.css",
];
const FOLDER = new URL("./", import.meta.url);
const template = compileTemplates<DocumentView>(FOLDER, {
  main: "document",
  partials: [
    "scoreboard",
    "indicator",
    "yearly-figure",
    "status-mark",
    "status-symbols",
    "data-table",
    "arrivals",
  ],
});

/**
 * The document as HTML: the scoreboard, then a page per indicator, or those of some indicators only. Fonts are named by
 * their bare file names.
 */
export function scorecardHtml(
  scorecard: Scorecard,
  pages: Indicator[] = scorecard.pages,
  apart: Apart = "nothing",
): string {
  const {programme} = scorecard;
  const html = template({
    title: scorecardTitle(scorecard),
    style: trustedMarkup(STYLES.map((name) => readFileSync(new URL(name, FOLDER), "utf8")).join("\n")),
    footer: footerOf(scorecard),
    scoreboard: scoreboardView(scorecard),
    revisions: pages === scorecard.pages ? revisionTable(scorecard) : null,
    notesApart: apart === "nothing" ? null : NOTES_APART,
    areArrivalsApart: apart === "notes and arrivals",
    indicators: pages.map((indicator) => indicatorView(indicator, programme)),
  });
  return inBodyWords(html, scorecard.body.words);
}

/** "スコアカード　令和6年度 第2四半期" */
export function scorecardTitle(scorecard: Pick<Scorecard, "quarter" | "programme">): string {
  const {quarter} = scorecard;
  return `${documentName(scorecard)}　${quarterName(quarter)}`;
}

/** What the programme calls it: "スコアカード" unless told. */
export function documentName({programme}: Pick<Scorecard, "programme">): string {
  return programme.title ?? "スコアカード";
}

/** What stands below and above every page. */
export interface Footer {
  release: Markup;
  sample: Markup;
  draft: Markup;
}

export function footerOf({release, isDraft}: Pick<Scorecard, "release" | "isDraft">): Footer {
  return {
    draft: cssString(isDraft ? DRAFT_MARK : ""),
    release: cssString(`${isDraft ? "候補" : "公開版"} ${release.release_id}`),
    sample: cssString(release.is_sample ? "見本データ（実在の値ではありません）" : ""),
  };
}
