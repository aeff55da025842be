import {inColumns, orNothingTold, referenceBlocks, splitWords} from "./chapter-texts.ts";
import {kpiBlocks, kpiColumns, kpiOf, kpiSentence} from "./kpi-series.ts";
import type {Packet} from "./read-packet.ts";
import {effectSlide} from "./shared-services-effect.ts";
import type {Slide} from "./slide.ts";

const CHAPTER = "職員の働く環境の整備と意識改革　②業務改革・改善";

/** ② Work improvement and shared services. */
export function improvementSlides(packet: Packet): Slide[] {
  const reform = kpiOf(packet, "bpr_procedures");
  return [
    practiceSlide(packet),
    {
      chapter: CHAPTER,
      title: "業務プロセス改革（BPR）の取組",
      lead: kpiSentence(packet, reform),
      columns: [
        orNothingTold(splitWords(packet, "process-reform").texts, packet),
        kpiBlocks(packet, "bpr_procedures", {width: 490, height: 230}),
      ],
    },
    wordSlide(packet, "review", "事業見直し・業務改善（事務見直し）の推進"),
    wordSlide(packet, "shared-services", "総務事務センターの導入"),
    effectSlide(packet, CHAPTER),
    {
      chapter: CHAPTER,
      title: "業務集約による財政効果（第3期プログラムの算定方法）",
      lead: kpiSentence(packet, kpiOf(packet, "consolidation_saving")),
      columns: kpiColumns(packet, "consolidation_saving", splitWords(packet, "section-1-2").next),
    },
  ];
}

function wordSlide(packet: Packet, place: string, title: string): Slide {
  const {texts, next} = splitWords(packet, place);
  const references = referenceBlocks(packet, place, title);
  const words = orNothingTold([...texts, ...next], packet);
  return {
    chapter: CHAPTER,
    title,
    lead: "",
    columns: references.length > 0 ? [words, references] : inColumns(words),
  };
}

function practiceSlide(packet: Packet): Slide {
  const texts = (place: string) => splitWords(packet, place).texts;
  const references = referenceBlocks(packet, "improvement", "職員実践型の業務改善");
  return {
    chapter: CHAPTER,
    title: "全庁業務量調査、職員実践型の業務改善と事例発表会",
    lead: "",
    columns: [
      orNothingTold(texts("workload-survey"), packet),
      [...texts("improvement"), ...references, ...texts("presentation")],
    ].filter((blocks) => blocks.length > 0),
  };
}
