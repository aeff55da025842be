import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";

/** Lines of all that a page is measured by: kana, kanji, digits, signs, brackets and Latin letters. */
const SENTENCE =
  "色は匂へど散りぬるを、我が世誰ぞ常ならむ。令和3年度（2021年度）の時間外勤務は「480時間」を超え、▲12.5％・1,234千円（Phase 3）。";
const SIZES_PT = [6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5, 11, 12, 13, 14, 16, 20];
const ROWS = 70;

/**
 * Pages on which a browser shows whether it prints as the bundled one: text that fills its lines and its pages to the brim in
 * every size, a table over several pages with its heading on each, boxes beside each other, a drawing, upright and on its
 * side. A full Chromium that rounds the width of every letter to whole pixels filled a page of the packet over the brim
 * and left the next one nearly empty.
 */
export function proofPage(): string {
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><title>試し刷り</title><style>${STYLE}</style>
<section><h1>本文</h1>${SIZES_PT.map((size) => `<p style="font-size:${size}pt">${SENTENCE.repeat(2)}<b>${SENTENCE}</b></p>`).join("")}</section>
<section><h1>表</h1><table><thead><tr><th>番号</th><th>局区</th><th>説明</th><th>値</th></tr></thead><tbody>
${Array.from({length: ROWS}, (_, row) => `<tr><td>${row + 1}</td><td>総務企画部</td><td>${SENTENCE.slice(0, 20 + row)}</td><td>${row * 1234.5}</td></tr>`).join("")}
</tbody></table></section>
<section class="wide"><h1>図</h1><div class="boxes">${SIZES_PT.slice(0, 6)
    .map((size) => `<div style="font-size:${size}pt">${SENTENCE}</div>`)
    .join("")}</div>
<svg width="240mm" height="60mm" viewBox="0 0 240 60">${SIZES_PT.slice(0, 8)
    .map(
      (size, index) =>
        `<text x="${index * 28}" y="${10 + index * 6}" font-size="${size / 2}">令和3年度 48.0％</text>`,
    )
    .join("")}</svg></section>`;
}

const STYLE = `
@font-face {font-family: proof; font-weight: 400; src: ${source(0, "BIZUDPGothic_400Regular.ttf")}}
@font-face {font-family: proof; font-weight: 700; src: ${source(1, "BIZUDPGothic_700Bold.ttf")}}
@page {size: A4 portrait; margin: 18mm 14mm; @bottom-right {font: 8pt proof; content: counter(page) "/" counter(pages)}}
@page wide {size: A4 landscape}
html {font: 9pt/1.5 proof}
body, h1, p {margin: 0}
section {break-after: page}
h1 {font-size: 14pt}
p {text-align: justify}
table {border-collapse: collapse; width: 100%}
tr {break-inside: avoid}
td, th {border: 0.2mm solid; padding: 1mm}
td:last-child {text-align: right}
.wide {page: wide}
.boxes {display: grid; grid-template-columns: repeat(3, 1fr); gap: 4mm}`;

function source(font: 0 | 1, file: string): string {
  return `local("kaikaku ${DOCUMENT_FONTS[font].name}"), url("${file}")`;
}
