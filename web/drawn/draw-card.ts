import {bureauCardTitle} from "../../reports/scorecard/bureau-card-html.ts";
import type {BureauCard} from "../../reports/scorecard/read-bureau-cards.ts";
import type {DrawnCard} from "./drawn.ts";
import {type Styles, styleSheet, withoutInlineStyle} from "./without-inline-style.ts";

/** The sheets of a printed card, without what makes a document of them. */
export function drawCard(document: string, card: BureauCard): DrawnCard {
  const styles: Styles = new Map();
  const [, body = ""] = /<body>([\s\S]*)<\/body>/.exec(document) ?? [];
  return {title: bureauCardTitle(card), page: withoutInlineStyle(body, styles), style: styleSheet(styles)};
}
