import engine from "@duckdb/node-bindings";

/** Every operating system keeps memory in pages of this size or a multiple of it. */
const PAGE = 4096;
const STRING_WORDS = 4;
const INLINE_BYTES = 12;

interface Block {
  start: number;
  bytes: Uint8Array;
}

/**
 * The memory in which the long texts of a vector lie, read in few calls instead of one for each text: the pages that hold a
 * byte of some text, neighbours together. No other page is touched, so nothing is read that is not there.
 */
export function longTexts(
  strings: Uint32Array,
  rows: {from: number; to: number},
  isValid: (row: number) => boolean,
) {
  const blocks = pageRuns(touchedPages(strings, rows, isValid)).map(read);
  let last = blocks[0];
  /** The block that holds the address. */
  return (address: number): Block => {
    if (last && address >= last.start && address < last.start + last.bytes.length) return last;
    last = blocks[findBlock(blocks, address)] as Block;
    return last;
  };
}

/** Address of a row's text; engines use 48 bits, which a double holds exactly. */
export function addressOf(strings: Uint32Array, row: number): number {
  const word = row * STRING_WORDS;
  return (strings[word + 2] ?? 0) + (strings[word + 3] ?? 0) * 2 ** 32;
}

function touchedPages(
  strings: Uint32Array,
  {from, to}: {from: number; to: number},
  isValid: (row: number) => boolean,
): number[] {
  const pages = new Set<number>();
  let lastPage = -1;
  for (let row = from; row < to; row += 1) {
    const length = strings[row * STRING_WORDS] ?? 0;
    if (length <= INLINE_BYTES || !isValid(row)) continue;
    const address = addressOf(strings, row);
    const end = Math.floor((address + length - 1) / PAGE);
    let page = Math.floor(address / PAGE);
    if (page === lastPage) page += 1;
    for (; page <= end; page += 1) pages.add(page);
    lastPage = end;
  }
  return [...pages].sort((one, other) => one - other);
}

function pageRuns(pages: number[]): {first: number; count: number}[] {
  const runs: {first: number; count: number}[] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && run.first + run.count === page) run.count += 1;
    else runs.push({first: page, count: 1});
  }
  return runs;
}

function read({first, count}: {first: number; count: number}): Block {
  const start = first * PAGE;
  const pointer = new Uint32Array([start % 2 ** 32, Math.floor(start / 2 ** 32)]);
  return {start, bytes: engine.get_data_from_pointer(pointer.buffer, 0, count * PAGE)};
}

function findBlock(blocks: Block[], address: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) <= address) low = middle;
    else high = middle - 1;
  }
  return low;
}
