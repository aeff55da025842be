/** What a PDF says of itself beside its title. */
export interface PdfInfo {
  /** ISO date of creation and modification: the same HTML gives the same bytes on any day. */
  date: string;
  /** Plain ASCII; which document of which release and templates this is. */
  keywords: string;
}

/**
 * The bytes that the browser printed with other facts about themselves. Dates and ids are replaced in place, at the same
 * length, so that every offset stays right; the keywords come with a second information object behind the file's end, as an
 * incremental update (ISO 32000-1, 7.5.6).
 */
export function withInfo(printed: Uint8Array, {date, keywords}: PdfInfo): Uint8Array {
  const day = `D:${date.replaceAll("-", "")}000000`;
  const text = withOwnIds(Buffer.from(printed).toString("latin1")).replace(
    /(?<=\/(?:CreationDate|ModDate)\s*\()D:\d{14}/g,
    day,
  );
  const [, objects] = /\/Size (\d+)/.exec(text.slice(text.lastIndexOf("trailer"))) ?? [];
  const [, root] = /\/Root (\d+ 0 R)/.exec(text.slice(text.lastIndexOf("trailer"))) ?? [];
  const [, info] = /\/Info (\d+) 0 R/.exec(text.slice(text.lastIndexOf("trailer"))) ?? [];
  const [, table] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text) ?? [];
  const [, facts] = new RegExp(`(?<![0-9])${info} 0 obj\\s*<<([\\s\\S]*?)>>\\s*endobj`).exec(text) ?? [];
  if (!objects || !root || !table || !facts) throw new Error("the browser wrote a PDF of an unknown build");
  const body = text.endsWith("\n") ? text : `${text}\n`;
  const object = `${info} 0 obj\n<<${facts}\n/Keywords (${escaped(keywords)})>>\nendobj\n`;
  const update = [
    `xref\n${info} 1\n${String(body.length).padStart(10, "0")} 00000 n \n`,
    `trailer\n<</Size ${objects}\n/Root ${root}\n/Info ${info} 0 R\n/Prev ${table}>>\n`,
    `startxref\n${body.length + object.length}\n%%EOF\n`,
  ];
  return Buffer.from(body + object + update.join(""), "latin1");
}

/**
 * The browser names what table cells refer to by a count over all that it ever loaded. Numbered anew in the same order,
 * names depend on the document only, and the sorted list of them stays sorted.
 */
function withOwnIds(text: string): string {
  const ids = [...new Set(text.match(BROWSER_ID))].sort();
  const own = new Map(ids.map((id, index) => [id, `node${String(index + 1).padStart(8, "0")}`]));
  return text.replace(BROWSER_ID, (id) => own.get(id) ?? id);
}

const BROWSER_ID = /(?<=\()node\d{8}(?=\))/g;

function escaped(text: string): string {
  return text.replace(/[\\()]/g, (sign) => `\\${sign}`);
}
