import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {readCharacterMap, readTables, tableOf} from "./font-tables.ts";

/** The typeface of every document: name inside a PDF, and its file, which style sheets name by its bare name. */
export const DOCUMENT_FONTS = [
  {name: "BIZUDPGothic-Regular", weight: 400, file: fontFile("400Regular/BIZUDPGothic_400Regular.ttf")},
  {name: "BIZUDPGothic-Bold", weight: 700, file: fontFile("700Bold/BIZUDPGothic_700Bold.ttf")},
] as const;

function fontFile(name: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/biz-udpgothic/${name}`));
}

type GlyphOf = ReturnType<typeof readCharacterMap>;
let maps: GlyphOf[] | undefined;

/** Whether every weight of the typeface has a shape for the sign: what a printed page is verified for, too. */
export function hasShape(sign: string): boolean {
  maps ??= DOCUMENT_FONTS.map(({file}) => readCharacterMap(tableOf(readTables(readFileSync(file)), "cmap")));
  return maps.every((glyphOf) => glyphOf(sign.codePointAt(0) ?? 0) !== 0);
}
