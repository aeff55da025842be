import {deflateSync} from "node:zlib";
import {expect, test} from "vitest";
import {readMarkedPdf} from "../../reports/proof/verify-printed.ts";

const MARK = "kaikaku document=packet-R6 release=2025-06-02-82dd38 templates=1a2b3c4d";

/** A PDF of these objects, by number; 1 is its catalog. */
function pdfOf(objects: Record<number, string>, mark = MARK): Uint8Array {
  const all = {...objects, 90000: `<< /Keywords (${mark}) >>`};
  const parts = ["%PDF-1.7\n"];
  const places: string[] = [];
  let place = parts[0]?.length ?? 0;
  for (const [number, body] of Object.entries(all)) {
    const text = `${number} 0 obj\n${body}\nendobj\n`;
    places.push(`${number} 1\n${String(place).padStart(10, "0")} 00000 n \n`);
    parts.push(text);
    place += text.length;
  }
  parts.push(
    `xref\n${places.join("")}trailer << /Size 90001 /Root 1 0 R /Info 90000 0 R >>\nstartxref\n${place}\n%%EOF`,
  );
  return Buffer.from(parts.join(""), "latin1");
}

function stream(content: string, entries = ""): string {
  const bytes = deflateSync(content);
  return `<< ${entries} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n${bytes.toString("latin1")}\nendstream`;
}

const FORM = "/Type /XObject /Subtype /Form /BBox [0 0 1 1]";

/** One page that paints what `painting` is, by the name X. */
function onePage(painting: Record<number, string>, kids = "3 0 R", count = 1): Record<number, string> {
  return {
    1: "<< /Type /Catalog /Pages 2 0 R >>",
    2: `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 10 0 R >> /Font << /F 5 0 R >> >> >>",
    4: stream("/X Do"),
    5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...painting,
  };
}

const WORD = stream("BT /F 1 Tf (x) Tj ET", `${FORM} /Resources << /Font << /F 5 0 R >> >>`);

/** Ten levels, each of which paints the next ten times. */
const LAUGHS = Object.fromEntries(
  Array.from({length: 10}, (_, level) => [
    10 + level,
    stream("/X Do ".repeat(10), `${FORM} /Resources << /XObject << /X ${11 + level} 0 R >> >>`),
  ]),
);

/** A bookmark below a bookmark below a bookmark … */
const DEEP = Object.fromEntries(
  Array.from({length: 60_000}, (_, depth) => [100 + depth, `<< /Title (a) /First ${101 + depth} 0 R >>`]),
);

const LONGEST_MS = 5000;

test.each([
  ["paints its one word for years", onePage({...LAUGHS, 20: WORD})],
  ["has its page a million times", onePage({10: WORD}, "3 0 R ".repeat(1_000_000), 1_000_000)],
  [
    "swells to hundreds of megabytes",
    onePage({10: stream("BT /F 1 Tf (x) Tj ET\n".repeat(10_000_000), FORM)}),
  ],
])("a PDF that %s is not read to its end", async (_, objects) => {
  await expect(readMarkedPdf(pdfOf(objects), "渡された.pdf", LONGEST_MS)).rejects.toThrow(
    "「渡された.pdf」: 読むのに時間かメモリーがかかりすぎるので、やめました",
  );
});

test("a PDF at which the reader itself breaks is told as one that cannot be read", async () => {
  const objects = onePage({...DEEP, 10: WORD});
  objects[1] = "<< /Type /Catalog /Pages 2 0 R /Outlines 100 0 R >>";
  await expect(readMarkedPdf(pdfOf(objects), "渡された.pdf")).rejects.toThrow("PDFとして読めません");
});

test("what says to be of a release whose name is longer than any is none of ours", async () => {
  const objects = onePage({10: WORD});
  expect((await readMarkedPdf(pdfOf(objects), "渡された.pdf")).mark.releaseId).toBe("2025-06-02-82dd38");
  const mark = MARK.replace("2025-06-02-82dd38", "x".repeat(100_000));
  await expect(readMarkedPdf(pdfOf(objects, mark), "渡された.pdf")).rejects.toThrow(
    "どの公開版から印刷したかの記録がありません",
  );
});
