import stringWidth from "string-width";

/**
 * A text in pieces that each leave the last row of the screen free for a question. A line wider than the screen takes
 * several rows; one that takes more than the screen is a piece of its own.
 */
export function pagesOf(text: string, screen: {rows: number; columns: number}): string[] {
  const pages: string[] = [];
  let page: string[] = [];
  let room = screen.rows - 1;
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const rows = isLast && line === "" ? 0 : rowsOf(line, screen.columns);
    if (rows > room && page.length > 0) {
      pages.push(page.join(""));
      page = [];
      room = screen.rows - 1;
    }
    page.push(isLast ? line : `${line}\n`);
    room -= rows;
  }
  return [...pages, page.join("")];
}

function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(stringWidth(line) / columns));
}

export function isWiderThan(columns: number, text: string): boolean {
  return text.split("\n").some((line) => stringWidth(line) > columns);
}
