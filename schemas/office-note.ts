/** A paragraph or a list of an office's note. */
export type NoteBlock = {items: null; text: string} | {items: string[]; text: null};

const ITEM = /^\s*[-*・]\s*/;

/**
 * The Markdown that notes may use: paragraphs parted by empty lines, and lists of lines that begin with "- ". Every other
 * sign is text.
 */
export function noteBlocks(note: string): NoteBlock[] {
  return note
    .split(/\n\s*\n/)
    .map((block) => block.split("\n").filter((line) => line.trim() !== ""))
    .filter((lines) => lines.length > 0)
    .flatMap(blocksOf);
}

/** Full-width signs on a line of the printed note. */
const SIGNS_A_LINE = 58;

/** How many lines a note takes on its page. */
export function printedLines(note: string): number {
  const parts = noteBlocks(note).flatMap(({items, text}) => items ?? [text]);
  return parts.reduce((sum, part) => sum + Math.ceil(part.length / SIGNS_A_LINE), 0);
}

/** A list may follow its sentence without an empty line. */
function blocksOf(lines: string[]): NoteBlock[] {
  const isItem = (line: string) => ITEM.test(line);
  const firstItem = lines.findIndex(isItem);
  if (firstItem < 0) return [{items: null, text: joined(lines)}];
  const before = lines.slice(0, firstItem);
  const items: string[] = [];
  for (const line of lines.slice(firstItem))
    if (isItem(line)) items.push(line.replace(ITEM, ""));
    else items.push(`${items.pop() ?? ""}${line.trim()}`);
  return [...(before.length > 0 ? [{items: null, text: joined(before)}] : []), {items, text: null}];
}

/** Japanese needs no space where a line was broken. */
function joined(lines: string[]): string {
  return lines.map((line) => line.trim()).join("");
}
