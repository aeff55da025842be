import {compileTemplates} from "../../reports/print/render.ts";
import {type IndicatorView, indicatorView} from "../../reports/scorecard/indicator-view.ts";
import type {Indicator, Scorecard} from "../../reports/scorecard/read-scorecard.ts";
import {type RowView, scoreboardView} from "../../reports/scorecard/scoreboard-view.ts";
import {type YearlyFigure, yearlyFigure} from "../../reports/scorecard/yearly-figure.ts";
import {allInBodyWords, inBodyWords} from "../../schemas/body-words.ts";
import {quarterCode, quarterName} from "../../schemas/fiscal-time.ts";
import type {DrawnBoard, DrawnIndicator, DrawnRow} from "./drawn.ts";
import {progressBar} from "./progress-bar.ts";
import {type Styles, styleSheet, withoutInlineStyle} from "./without-inline-style.ts";

const PAGE = compileTemplates<IndicatorView>(new URL("../../reports/scorecard/", import.meta.url), {
  main: "indicator",
  partials: ["yearly-figure", "status-mark", "data-table"],
});

type PanelView = Omit<IndicatorView, "figure"> & {figure: YearlyFigure | null};

const PANEL = compileTemplates<PanelView>(new URL("./", import.meta.url), {
  main: "panel",
  partials: ["../../reports/scorecard/yearly-figure", "../../reports/scorecard/status-mark"],
});

/** CSS pixels of the figure beside the board. */
const PANEL_FIGURE = {width: 436, height: 190};

/** From what asks for attention to what does not. */
const FROM_WORST = ["逆行", "遅れ", "やや遅れ", "不明", "容認", "起点", "順調", "達成"];

/**
 * Everything that the pages of one quarter of a programme show, with the same words and pictures as the paper. It goes by the name
 * under which it was asked for: a release that brought an earlier one back holds that one's name.
 */
export function drawBoard(scorecard: Scorecard, releaseId: string): DrawnBoard {
  const {quarter, programme, release, body} = scorecard;
  const styles: Styles = new Map();
  const view = scoreboardView(scorecard);
  const found = new Map(scorecard.indicators.map((indicator) => [indicator.kpi.kpi_id, indicator]));
  const said = allInBodyWords(
    {
      programme: view.programme,
      asOf: `${view.asOf}　${view.indicatorCount}`,
      notes: view.notes,
      arrivals: view.arrivals,
      highlights: view.highlights.map(({kpiId, name, text, mark, status}) => ({
        kpiId,
        name,
        text,
        mark,
        status,
      })),
    },
    body.words,
  );
  return {
    releaseId,
    isSample: release.is_sample,
    quarter: quarterCode(quarter),
    quarterName: quarterName(quarter),
    programmeId: programme.programme_id,
    ...said,
    counts: view.counts,
    targetYear: view.targetYear,
    running: view.running,
    groups: view.groups.map(({name, rows}) => ({
      name,
      rows: rows.map((row) => drawnRow(row, found.get(row.kpiId))),
    })),
    indicators: Object.fromEntries(
      scorecard.pages.map((indicator) => [
        indicator.kpi.kpi_id,
        drawnIndicator(indicator, scorecard, styles),
      ]),
    ),
    style: styleSheet(styles),
  };
}

function drawnRow({trend, bar, ...row}: RowView, indicator: Indicator | undefined): DrawnRow {
  return {
    ...row,
    trend: String(trend),
    bar: progressBar(indicator?.score),
    rank: {
      status: FROM_WORST.indexOf(row.status.word),
      progress: indicator?.score.progress_share ?? null,
    },
  };
}

function drawnIndicator(indicator: Indicator, {programme, body}: Scorecard, styles: Styles): DrawnIndicator {
  const view = indicatorView(indicator, programme);
  const drawn = (html: string) => withoutInlineStyle(inBodyWords(html, body.words), styles);
  return {
    name: view.name,
    kicker: view.kicker,
    figures: view.codes.map((text) => {
      const [word = "", code = ""] = text.split(" ");
      return {word, code};
    }),
    page: drawn(PAGE(view)),
    panel: drawn(PANEL({...view, figure: yearlyFigure(indicator, programme, PANEL_FIGURE)})),
  };
}
