import type {BuiltInPage} from "../../schemas/packet-pages.ts";
import {indicatorSlide, measureSlide} from "./glance.ts";
import {meanSlide, monthSlide} from "./overtime.ts";
import {bureauSlides} from "./overtime-bureaus.ts";
import {groupSlide} from "./overtime-counts.ts";
import {limitSlides} from "./overtime-limits.ts";
import {paySlides} from "./overtime-pay.ts";
import {ownPageSlide} from "./own-page.ts";
import type {Packet} from "./read-packet.ts";
import {effectSlide} from "./shared-services-effect.ts";
import type {Slide} from "./slide.ts";

/** The pages that the program lays out itself, under the chapter that the city gives them. */
export function builtInSlides(packet: Packet, page: BuiltInPage): Slide[] {
  const {chapter, notes} = page;
  switch (page.built_in) {
    case "measures":
      return [measureSlide(packet, chapter)];
    case "indicators":
      return [indicatorSlide(packet, {chapter, notes})];
    case "each_indicator":
      return indicatorPages(packet, chapter);
    case "overtime_means":
      return [meanSlide(packet, chapter)];
    case "overtime_counts":
      return [groupSlide(packet, chapter)];
    case "overtime_pay":
      return paySlides(packet, chapter);
    case "overtime_months":
      return [monthSlide(packet, chapter)];
    case "overtime_bureaus":
      return bureauSlides(packet, chapter);
    case "overtime_limits":
      return limitSlides(packet, chapter);
    case "shared_services":
      return [effectSlide(packet, {chapter, notes})];
    default:
      return page.built_in satisfies never;
  }
}

/** A page for each indicator of the city, in its order. */
function indicatorPages(packet: Packet, chapter: string): Slide[] {
  return packet.rows["marts.dim_kpis"]
    .toSorted((one, other) => one.display_order - other.display_order)
    .map(({kpi_id, short_name}) =>
      ownPageSlide(packet, {
        chapter,
        title: short_name,
        lead: kpi_id,
        columns: [[{indicator: kpi_id, small: false}]],
        spread: false,
      }),
    );
}
