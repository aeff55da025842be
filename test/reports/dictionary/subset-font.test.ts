import {readFileSync} from "node:fs";
import {basename} from "node:path";
import {fileURLToPath} from "node:url";
import {getDocument} from "pdfjs-dist/legacy/build/pdf.mjs";
import {expect, test} from "vitest";
import {subsetFont} from "../../../reports/dictionary/subset-font.ts";
import {withPrinter} from "../../../reports/print/pdf.ts";

const FONT = fileURLToPath(
  import.meta.resolve("@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf"),
);
// ガ and ﾊﾟ are composed of parts; 髙 and 﨑 lie far apart in the font.
const TEXT = "年間480時間を超える時間外勤務職員数（総務企画局）ガギグパピプ①㈱髙﨑 kpi_id";

/** What the browser makes of it: texts with the widths they take, in the font's name. */
async function printed(src: string, assets: string[]) {
  const html = `<!doctype html><meta charset="utf-8"><style>@font-face{font-family:"F";src:${src}}p{font:20px F}</style><p>${TEXT}</p>`;
  const {pdf} = await withPrinter((printer) =>
    printer.print({html, assets, date: "2024-01-01", keywords: ""}),
  );
  const page = await (await getDocument({data: new Uint8Array(pdf)}).promise).getPage(1);
  const {items} = await page.getTextContent();
  return {
    items: items.flatMap((item) => ("str" in item ? [{text: item.str, width: item.width}] : [])),
    names: [
      ...Buffer.from(pdf)
        .toString("latin1")
        .matchAll(/\/BaseFont \/([\w+-]+)/g),
    ].map(([, name = ""]) => name),
  };
}

test("a browser prints a text with the small font as with the whole one", async () => {
  const font = readFileSync(FONT);
  const small = subsetFont(font, TEXT);
  expect(small.length).toBeLessThan(font.length / 20);
  const whole = await printed(`url("${basename(FONT)}")`, [FONT]);
  const subset = await printed(`url(data:font/woff;base64,${small.toString("base64")})`, []);
  expect(subset.items).toEqual(whole.items);
  expect(subset.items.map(({text}) => text).join("")).toBe(TEXT);
  for (const name of subset.names) expect(name).toContain("BIZUDPGothic");
});
