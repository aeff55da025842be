import type {OwnPage, PacketBlock} from "../../schemas/packet-pages.ts";
import {inColumns, orNothingTold, referenceBlocks, splitWords} from "./chapter-texts.ts";
import {type ChartSize, kpiBlocks, kpiOf, kpiSentence, kpiTable} from "./kpi-series.ts";
import {legalRateBlocks} from "./legal-rate.ts";
import {punctualBlocks} from "./punctual-leave.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, type Slide, smallTables, tableBlock} from "./slide.ts";
import {trainingBlocks} from "./trainings.ts";

/** Room of an indicator's chart beside something, and across the page. */
const NARROW = {width: 490, height: 230};
const WIDE = {width: 1010, height: 270};

/** A page as the city laid it out. A column without anything is left out; what is left has the whole page. */
export function ownPageSlide(packet: Packet, page: OwnPage): Slide {
  const {chapter, title, lead} = page;
  return {
    chapter,
    title,
    lead: lead === undefined ? "" : kpiSentence(packet, kpiOf(packet, lead)),
    columns: columnsOf(packet, page),
  };
}

function columnsOf(packet: Packet, {columns, spread}: OwnPage): Block[][] {
  const filled = (size: ChartSize) =>
    columns
      .map((column) => column.flatMap((found) => blocksOf(packet, found, size)))
      .filter((blocks) => blocks.length > 0);
  const found = filled(NARROW);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return found;
  return spread ? inColumns(only) : filled(WIDE);
}

function blocksOf(packet: Packet, found: PacketBlock, size: ChartSize): Block[] {
  if ("words" in found)
    return orNothingTold(
      found.words.flatMap((word) => blocksOf(packet, word, size)),
      packet,
    );
  if ("texts" in found) return splitWords(packet, found.texts).texts;
  if ("next" in found) return splitWords(packet, found.next).next;
  if ("references" in found)
    return inType(referenceBlocks(packet, found.references, found.caption), found.small);
  if ("trainings" in found) return trainingBlocks(packet, {...found, names: found.trainings});
  if ("punctual_leave_days" in found) return punctualBlocks(packet, found.punctual_leave_days);
  if ("legal_rate" in found) return legalRateBlocks(packet, found.legal_rate);
  return inType(indicatorBlocks(packet, found, size), found.small);
}

type IndicatorBlock = Exclude<Extract<PacketBlock, {small: boolean}>, {references: string}>;

function indicatorBlocks(packet: Packet, found: IndicatorBlock, size: ChartSize): Block[] {
  if ("indicator" in found)
    return kpiBlocks(packet, found.indicator, {...size, height: found.height ?? size.height});
  return found.tables.flatMap(({indicator, caption}) => {
    const table = kpiTable(packet, indicator, caption);
    return table ? [tableBlock(table)] : [];
  });
}

function inType(blocks: Block[], small: boolean): Block[] {
  return small ? smallTables(blocks) : blocks;
}
