import {builtInMeaning, meaningOf, type NumberMeaning} from "./number-format.ts";
import {type ShownNumber, shownNumber} from "./shown-number.ts";
import {attribute, scanXml, textOf} from "./xml.ts";

/** By its style index, what the number of a cell means and how it is shown. */
export interface NumberStyles {
  meanings: NumberMeaning[];
  shown: (ShownNumber | undefined)[];
}

export function readStyles(xml: string): NumberStyles {
  const custom = new Map<number, string>();
  const formatIds: number[] = [];
  let isInCellFormats = false;
  scanXml(xml, {
    open: (name, attributes) => {
      if (name === "numFmt")
        custom.set(Number(attribute(attributes, "numFmtId")), attribute(attributes, "formatCode") ?? "");
      if (name === "cellXfs") isInCellFormats = true;
      if (name !== "xf" || !isInCellFormats) return;
      formatIds.push(Number(attribute(attributes, "numFmtId") ?? 0));
    },
    close: (name) => {
      if (name === "cellXfs") isInCellFormats = false;
    },
    text: () => {},
  });
  const own = new Map([...custom].map(([id, code]) => [id, ownFormat(code)]));
  return {
    meanings: formatIds.map((id) => own.get(id)?.meaning ?? builtInMeaning(id)),
    shown: formatIds.map((id) => own.get(id)?.shown),
  };
}

/** As long as Excel lets a format be. */
const LONGEST_FORMAT = 255;

function ownFormat(code: string): {meaning: NumberMeaning; shown: ShownNumber | undefined} {
  if (code.length > LONGEST_FORMAT) throw new Error("a number format longer than any");
  return {meaning: meaningOf(code), shown: shownNumber(code)};
}

/** The texts that cells refer to by number; readings (ふりがな) above them are left out. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let isReading = false;
  scanXml(xml, {
    open: (name) => {
      if (name === "si") text = "";
      if (name === "rPh") isReading = true;
      isText = name === "t" && !isReading;
    },
    close: (name) => {
      if (name === "si") strings.push(cellString(text));
      if (name === "rPh") isReading = false;
      if (name === "t") isText = false;
    },
    text: (raw) => {
      if (isText) text += raw;
    },
  });
  return strings;
}

/** Raw text of a cell as people see it: references resolved, and control characters that Excel writes as _x000D_. */
export function cellString(raw: string): string {
  const text = textOf(raw);
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
