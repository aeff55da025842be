import {readFileSync} from "node:fs";
import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import {subsetFont} from "./subset-font.ts";

/** @font-face rules that carry the typeface with them, no sign more than the text has. */
export function embeddedFonts(text: string): string {
  return DOCUMENT_FONTS.map(({weight, file}) => {
    const data = subsetFont(readFileSync(file), text).toString("base64");
    return `@font-face{font-family:"BIZ UDPGothic";font-weight:${weight};src:url(data:font/woff;base64,${data})}`;
  }).join("\n");
}
