import {fileURLToPath} from "node:url";

/** The typeface of every document: name inside a PDF, and its file, which style sheets name by its bare name. */
export const DOCUMENT_FONTS = [
  {name: "BIZUDPGothic-Regular", file: fontFile("400Regular/BIZUDPGothic_400Regular.ttf")},
  {name: "BIZUDPGothic-Bold", file: fontFile("700Bold/BIZUDPGothic_700Bold.ttf")},
] as const;

function fontFile(name: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/biz-udpgothic/${name}`));
}
