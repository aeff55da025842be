import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {subsetFont} from "./subset-font.ts";

const FACES = [
  {weight: 400, file: "400Regular/BIZUDPGothic_400Regular.ttf"},
  {weight: 700, file: "700Bold/BIZUDPGothic_700Bold.ttf"},
];

/** @font-face rules that carry the typeface with them, no sign more than the text has. */
export function embeddedFonts(text: string): string {
  return FACES.map(({weight, file}) => {
    const font = readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/biz-udpgothic/${file}`)));
    const data = subsetFont(font, text).toString("base64");
    return `@font-face{font-family:"BIZ UDPGothic";font-weight:${weight};src:url(data:font/woff;base64,${data})}`;
  }).join("\n");
}
